-- Events through SQL: every line prints 1.
SELECT type = 'COERCE' AND mode = 'arrest' AND modality = 'happened' AND actor = 'Police' AND target = 'Tom Bell'
    AND plover = 'COERCE' AND quad = 'material-conflict' AND cameo = '173'
  FROM gloss_events('Police arrested Tom Bell on Friday.', 'en');
-- announced withdrawals concede, announced aid agrees; type and modality lose nothing
SELECT type = 'RETREAT' AND mode = 'withdraw' AND modality = 'announced' AND plover = 'CONCEDE' AND quad = 'verbal-cooperation'
  FROM gloss_events('Russia will withdraw its troops from Armenia.', 'en');
SELECT type = 'AID' AND modality = 'announced' AND plover = 'AGREE'
  FROM gloss_events('France will deploy soldiers to Mali.', 'en');
SELECT type = 'REQUEST' AND mode = 'assist' FROM gloss_events('Armenia appealed for help.', 'en') WHERE type = 'REQUEST';
SELECT plover IS NULL AND quad IS NULL AND type = 'STATEMENT' FROM gloss_events('Anna Weber said so.', 'en');
-- modality
SELECT modality = 'negated' FROM gloss_events('Russia did not attack Armenia.', 'en');
SELECT modality = 'hypothetical' FROM gloss_events('If Russia attacks Armenia, nobody wins.', 'en') WHERE type = 'ASSAULT';
SELECT modality = 'denied' FROM gloss_events('أكدت روسيا عدم نشر قوات في أرمينيا.', 'ar') WHERE type IN ('AID', 'MOBILIZE');
SELECT modality = 'requested' FROM gloss_events('دعت فرنسا روسيا إلى مغادرة أرمينيا.', 'ar') WHERE type = 'RETREAT';
SELECT modality = 'announced' FROM gloss_events('Η Γαλλία θα αποσύρει τα στρατεύματα από την Αρμενία.', 'el') WHERE type = 'RETREAT';
SELECT modality = 'negated' FROM gloss_events('Россия не атаковала Армению.', 'ru');
SELECT modality = 'negated' FROM gloss_events('Polis göstericileri gözaltına almadı.', 'tr') WHERE type = 'COERCE';
-- a vocalised passive: the force is moved, nobody sends it
SELECT type = 'AID' AND actor LIKE '%القوات%' FROM gloss_events('أُرسلت القوات الروسية إلى أرمينيا.', 'ar') WHERE type = 'AID';
-- mentions of one event share its number
SELECT count(DISTINCT event) = 1 AND count(*) = 2
  FROM gloss_events('Protesters rallied in Lyon. The protest in Lyon ended at noon.', 'en') WHERE type = 'PROTEST';
-- every language of the lexicon
SELECT count(*) > 0 FROM gloss_events('La police a arrêté trois manifestants à Lyon.', 'fr') WHERE type = 'COERCE';
SELECT count(*) > 0 FROM gloss_events('La policía detuvo a tres manifestantes en Sevilla.', 'es') WHERE type = 'COERCE';
SELECT count(*) > 0 FROM gloss_events('A polícia prendeu três manifestantes no Porto.', 'pt') WHERE type = 'COERCE';
SELECT count(*) > 0 FROM gloss_events('La polizia ha arrestato tre manifestanti a Torino.', 'it') WHERE type = 'COERCE';
SELECT count(*) > 0 FROM gloss_events('Die Polizei nahm drei Demonstranten in Leipzig fest.', 'de') WHERE type = 'COERCE';
SELECT count(*) > 0 FROM gloss_events('Поліція затримала трьох протестувальників у Львові.', 'uk') WHERE type = 'COERCE';
SELECT count(*) > 0 FROM gloss_events('Полиция үш шерушіні ұстады.', 'kk') WHERE type = 'COERCE';
SELECT count(*) > 0 FROM gloss_events('پلیس سه معترض را بازداشت کرد.', 'fa') WHERE type = 'COERCE';
SELECT count(*) > 0 FROM gloss_events('警方在上海逮捕三名示威者。', 'zh') WHERE type = 'COERCE';
SELECT count(*) > 0 FROM gloss_events('Η αστυνομία συνέλαβε τρεις διαδηλωτές στην Πάτρα.', 'el') WHERE type = 'COERCE';
-- positions are of the document
SELECT min(substr(d, start, length) = text) = 1 AND min(actor_start IS NULL OR length(substr(d, actor_start, actor_length)) > 0) = 1
  FROM (SELECT 'Η αστυνομία συνέλαβε τον Νίκο Ράλλη. Ο δήμαρχος καταδίκασε τη σύλληψη.' AS d), gloss_events(d, 'el');
SELECT count(*) = 0 FROM gloss_events('', 'en');
SELECT count(*) = 0 FROM gloss_events(NULL, 'en');
