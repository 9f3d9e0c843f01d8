-- The columns of every table, in order, hidden ones last; every scalar with its number of arguments
-- and its flags.
CREATE TEMP TABLE contract(name, columns, hidden);
INSERT INTO contract VALUES
('gloss_languages', 'language script score share', 'document'),
('gloss_language_spans', 'text start length language score', 'document'),
('gloss_blocks', 'text start length block kind body score', 'document language published'),
('gloss_sentences', 'text start length sentence block', 'document language published'),
('gloss_tokens', 'text start length token sentence kind fold stem', 'document language published'),
('gloss_entities', 'text start length entity type name id sentence score', 'document language published'),
('gloss_dates', 'text start length type value first last sentence score', 'document language published'),
('gloss_quantities', 'text start length kind value value_high unit qualifier sentence score', 'document language published'),
('gloss_quotes', 'text start length kind speaker speaker_start speaker_length speaker_id verb sentence score', 'document language published'),
('gloss_events', 'text start length event type mode modality actor actor_start actor_length actor_id target target_start target_length target_id place place_id date date_end quantity unit source source_id quad plover cameo sentence score', 'document language published'),
('gloss_ngrams', 'text start length fold', 'document n'),
('gloss_kwic', 'left keyword right start length', 'document pattern width'),
('gloss_names', 'name type id canonical language', '');
SELECT columns = (SELECT group_concat(x.name, ' ') FROM pragma_table_xinfo(contract.name) x WHERE x.hidden = 0) FROM contract;
SELECT hidden = (SELECT coalesce(group_concat(x.name, ' '), '') FROM pragma_table_xinfo(contract.name) x WHERE x.hidden = 1) FROM contract;
SELECT (SELECT group_concat(name) FROM (SELECT name FROM pragma_module_list WHERE name LIKE 'gloss!_%' ESCAPE '!' ORDER BY name))
     = (SELECT group_concat(name) FROM (SELECT name FROM contract ORDER BY name));
-- 0x800 deterministic, 0x200000 innocuous
SELECT group_concat(name || narg) = 'gloss_body1,gloss_debug0,gloss_fold1,gloss_hamming2,gloss_language1,gloss_latin1,gloss_name_key1,gloss_published1,gloss_script1,gloss_simhash1,gloss_title1,gloss_version0'
  FROM (SELECT name, narg FROM pragma_function_list WHERE name LIKE 'gloss!_%' ESCAPE '!' AND flags & 0x200800 = 0x200800 ORDER BY 1);
-- nothing of SQLite's own is overridden
SELECT count(*) = 0 FROM pragma_function_list WHERE builtin = 0 AND name NOT LIKE 'gloss!_%' ESCAPE '!'
   AND name NOT IN (SELECT name FROM pragma_function_list WHERE builtin) AND name GLOB '*gloss*';
