-- Entities: spans, types, links, the user's names, keys. Every line prints 1.
CREATE TEMP TABLE t(l, x);
INSERT INTO t VALUES
 ('en', 'President Kassym-Jomart Tokayev of Kazakhstan met NATO envoys in Astana. Tokayev thanked the Russian army.'),
 ('ru', 'Президент Казахстана Касым-Жомарт Токаев выступил в Астане. По словам Токаева, ОДКБ поможет.'),
 ('ar', 'قال الرئيس قاسم جومارت توكاييف إن منظمة معاهدة الأمن الجماعي ستغادر كازاخستان. وأضاف توكاييف ذلك لروسيا.'),
 ('el', 'Ο πρόεδρος του Καζακστάν Κασίμ-Ζομάρτ Τοκάγιεφ μίλησε στη Μόσχα. Ο Τοκάγιεφ ευχαρίστησε τη Ρωσία.');
SELECT count(*) = 0 FROM t, gloss_entities(x, l) e WHERE substr(x, e.start, e.length) IS NOT e.text;
SELECT count(*) = 0 FROM t, gloss_entities(x, l) e WHERE e.type NOT IN ('PER', 'ORG', 'LOC', 'NORP', 'MISC');
SELECT count(*) = 0 FROM t, gloss_entities(x, l) e WHERE NOT (e.score BETWEEN 0.01 AND 1 AND e.entity >= 1);
-- one person in four languages, full name and surname
SELECT count(DISTINCT e.id) = 1 AND count(*) = 8 FROM t, gloss_entities(x, l) e WHERE e.type = 'PER';
SELECT count(DISTINCT e.name) = 1 FROM t, gloss_entities(x, l) e WHERE e.type = 'PER';
SELECT min(n) = 2 FROM (SELECT count(*) AS n FROM t, gloss_entities(x, l) e WHERE e.type = 'PER' GROUP BY l, e.entity);
-- one country in four languages, and its id
SELECT count(DISTINCT l) = 4 FROM t, gloss_entities(x, l) e WHERE e.id = 'Q232';
SELECT count(DISTINCT l) = 2 FROM t, gloss_entities(x, l) e WHERE e.id = 'Q159';
SELECT group_concat(e.text) = 'لروسيا' OR group_concat(e.text) = 'روسيا' FROM t, gloss_entities(x, l) e WHERE l = 'ar' AND e.id = 'Q159';
SELECT e.text = 'روسيا' FROM t, gloss_entities(x, l) e WHERE l = 'ar' AND e.id = 'Q159';
SELECT e.type = 'ORG' AND e.name = 'Collective Security Treaty Organization' FROM t, gloss_entities(x, l) e WHERE e.text = 'ОДКБ';
SELECT e.type = 'ORG' FROM t, gloss_entities(x, l) e WHERE e.text = 'Russian army';
-- the user's names win, and are forgotten
SELECT count(*) = 0 FROM gloss_entities('The Quuxalia pact.', 'en') WHERE id = 'my:1';
INSERT INTO gloss_names(name, type, id, canonical) VALUES ('Quuxalia', 'ORG', 'my:1', 'Quuxalia Group'), ('Astana', 'MISC', 'my:2', NULL);
SELECT e.type = 'ORG' AND e.name = 'Quuxalia Group' AND e.text = 'Quuxalia' FROM gloss_entities('The Quuxalia pact.', 'en') e WHERE id = 'my:1';
SELECT e.type = 'MISC' FROM gloss_entities('They met in Astana.', 'en') e WHERE text = 'Astana';
DELETE FROM gloss_names;
SELECT e.type = 'LOC' AND e.id = 'Q1520' FROM gloss_entities('They met in Astana.', 'en') e WHERE text = 'Astana';
-- places and institutions whose names are easily confused
SELECT e.id = 'Q229' FROM gloss_entities('Ο πρόεδρος της Κύπρου μίλησε στη Λευκωσία.', 'el') e WHERE text = 'Κύπρου';
SELECT e.id = 'Q36036' FROM gloss_entities('Мер Львова поїхав до столиці.', 'uk') e WHERE text = 'Львова';
SELECT e.name = 'Kharkiv' FROM gloss_entities('Рада Харкова зібралася вранці.', 'uk') e WHERE text = 'Харкова';
SELECT e.name = 'Samos' FROM gloss_entities('Στη Σάμο έφτασαν χθες πρόσφυγες.', 'el') e WHERE text = 'Σάμο';
SELECT e.id = 'Q27275' FROM gloss_entities('Οι χώρες της Κεντρικής Ασίας συνεδρίασαν.', 'el') e WHERE text = 'Κεντρικής Ασίας';
SELECT e.id = 'Q148' FROM gloss_entities('Ο υπουργός της Κίνας έφτασε στην Αθήνα.', 'el') e WHERE text = 'Κίνας';
SELECT count(*) = 0 FROM gloss_entities('دولت روز دوشنبه اعلام کرد که نشست در تهران برگزار می‌شود.', 'fa') e WHERE id = 'Q9365';
SELECT count(*) = 0 FROM gloss_entities('Он сказал, что в нём говорится о мире.', 'ru') e;
SELECT count(*) = 0 FROM gloss_entities('The currency is the Euro.', 'en') e;
SELECT count(*) = 0 FROM gloss_entities('هاجموا القاعدة العسكرية في العراق. وقال تنظيم القاعدة ذلك.', 'ar') e WHERE text = 'القاعدة';
SELECT count(*) = 0 FROM gloss_entities('Στρατός και αστυνομία βρίσκονται στους δρόμους.', 'el') e WHERE type = 'LOC';
SELECT e.id = 'Q84' FROM gloss_entities('Londra''da toplantı yapıldı.', 'tr') e WHERE text LIKE 'Londra%';
SELECT e.id = 'Q159' FROM gloss_entities('Bakan dün Rusya’nın tutumunu eleştirdi.', 'tr') e WHERE text LIKE 'Rusya%';
SELECT e.id = 'Q7164' FROM gloss_entities('The World Bank lent more.', 'en') e WHERE text = 'World Bank';
SELECT e.name = 'US Department of State' FROM gloss_entities('قالت وزارة الخارجية الأمريكية أمس إنها تتابع.', 'ar') e WHERE e.type = 'ORG';
SELECT e.name = 'German Federal Foreign Office' FROM gloss_entities('Об этом сообщил МИД Германии.', 'ru') e WHERE e.text = 'МИД Германии';
-- keys
SELECT gloss_name_key('Τοκάγιεφ') = gloss_name_key('توكاييف');
SELECT gloss_name_key('Токаев') = gloss_name_key('Tokayev');
SELECT gloss_name_key('Tokayev') = gloss_name_key('Τοκάγιεφ');
SELECT gloss_name_key('Putin, Vladimir') = gloss_name_key('Владимир Путин');
SELECT gloss_name_key('Putin') <> gloss_name_key('Peskov');
SELECT gloss_name_key(NULL) IS NULL;
SELECT gloss_name_key('') = '';

-- a letter of the name's own is no proclitic, though what is left of the word is a name too
SELECT text = 'وكالة الرافد للأنباء' FROM gloss_entities('قالت وكالة الرافد للأنباء إن روسيا نفت ذلك.', 'ar') LIMIT 1;
-- Hebrew: first names, heads, gershayim; whole words, linked without their proclitics
SELECT text = 'בירושלים' AND name = 'Jerusalem' AND type = 'LOC' FROM gloss_entities('הם נפגשו בירושלים אתמול.', 'he');
SELECT type = 'PER' AND text = 'מאיר גולדשטיין' FROM gloss_entities('אתמול אמר מאיר גולדשטיין כי הפגישה נדחתה.', 'he');
SELECT type = 'ORG' AND text = 'משרד העבודה והרווחה' FROM gloss_entities('משרד העבודה והרווחה הודיע על כך.', 'he');
SELECT id = 'Q30' AND text = 'לארה"ב' FROM gloss_entities('הוא נסע לארה"ב.', 'he');
SELECT id = 'Q7184' FROM gloss_entities('הודעה של נאט"ו פורסמה.', 'he');
SELECT type = 'NORP' AND id = 'norp:fr' FROM gloss_entities('הממשלה הצרפתית הודיעה על כך.', 'he');
SELECT type = 'PER' AND id = 'Q7747' FROM gloss_entities('ולדימיר פוטין נאם בפני האומה.', 'he');
