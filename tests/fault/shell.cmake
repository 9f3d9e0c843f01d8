# shell.cmake: loads the library twice in the sqlite3 shell and asks it something.
#   cmake -DSHELL=sqlite3 -DLIBRARY=gloss.so -P shell.cmake
execute_process(COMMAND ${SHELL} :memory: ".load ${LIBRARY}" ".load ${LIBRARY}"
  "SELECT gloss_fold('ABC') || count(*) FROM gloss_tokens('a b')"
  OUTPUT_VARIABLE out ERROR_VARIABLE error RESULT_VARIABLE failed)
if(failed OR NOT out STREQUAL "abc2\n")
  message(FATAL_ERROR "the shell says: ${out}${error}")
endif()
