-- Quotations through SQL: positions, kinds, speakers; every line prints 1.
SELECT count(*) = 1 AND min(kind) = 'direct' AND min(speaker) = 'Anna Weber' AND min(verb) = 'said'
  FROM gloss_quotes('"We will rebuild the bridge before winter," said Anna Weber on Monday.', 'en');
SELECT min(substr(d, start, length) = text) = 1 FROM
  (SELECT 'Мэр города Анна Вебер сказала: «Мост откроют весной, не раньше». Потом она уехала.' AS d), gloss_quotes(d, 'ru');
SELECT kind = 'indirect' AND text = 'the bridge will open in spring'
  FROM gloss_quotes('Anna Weber said that the bridge will open in spring.', 'en');
SELECT kind = 'indirect' AND text LIKE 'pont%' OR text LIKE 'le pont%'
  FROM gloss_quotes('Anna Weber a déclaré que le pont ouvrirait au printemps.', 'fr');
SELECT kind = 'indirect' AND text LIKE 'die Brücke%'
  FROM gloss_quotes('Anna Weber sagte, dass die Brücke im Frühjahr öffnet.', 'de');
SELECT kind = 'direct' AND text = 'Köprüyü kıştan önce yeniden açacağız, kimse merak etmesin'
  FROM gloss_quotes('Vali Ayşe Kaya, "Köprüyü kıştan önce yeniden açacağız, kimse merak etmesin" dedi.', 'tr');
SELECT kind = 'direct' AND text = '桥将在春天重新开放，请大家放心。'
  FROM gloss_quotes('王芳说：“桥将在春天重新开放，请大家放心。”', 'zh');
SELECT kind = 'direct' FROM gloss_quotes('قال سامي الخطيب ”سنعيد بناء الجسر قبل حلول الشتاء بعون الأهالي“.', 'ar');
-- a quoted name is no quotation
SELECT count(*) = 0 FROM gloss_quotes('He reads the newspaper "Morning Tide" every day.', 'en');
SELECT count(*) = 0 FROM gloss_quotes('وصلت صحيفة “النسيم” إلى الأكشاك صباحا.', 'ar');
-- nothing from nothing
SELECT count(*) = 0 FROM gloss_quotes('', 'en');
SELECT count(*) = 0 FROM gloss_quotes(NULL, 'en');
