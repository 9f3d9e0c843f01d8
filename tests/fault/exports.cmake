# exports.cmake: the library must export sqlite3_gloss_init and nothing else.
#   cmake -DNM=nm -DLIBRARY=gloss.so -P exports.cmake
execute_process(COMMAND ${NM} -D --defined-only ${LIBRARY} OUTPUT_VARIABLE symbols
  RESULT_VARIABLE failed)
string(REGEX REPLACE "[^\n]* ([^ \n]+)\n" "\\1;" symbols "${symbols}")
if(failed OR NOT symbols STREQUAL "sqlite3_gloss_init;")
  message(FATAL_ERROR "exported: ${symbols}")
endif()
