-- Language identification. Every line prints 1.
SELECT gloss_language('Ο υπουργός δήλωσε ότι οι συνομιλίες συνεχίζονται.') = 'el';
SELECT gloss_language('قال الوزير إن المفاوضات ستستأنف الأسبوع المقبل.') = 'ar';
SELECT gloss_language('Министр сообщил, что переговоры продолжатся на следующей неделе.') = 'ru';
SELECT gloss_language('Министр келіссөздер келесі аптада жалғасатынын айтты.') = 'kk';
SELECT gloss_language('وزیر گفت مذاکرات هفته آینده از سر گرفته می‌شود.') = 'fa';
SELECT gloss_language('部长表示，谈判将于下周在首都恢复。') = 'zh-Hans';
SELECT gloss_language('部長表示，談判將於下週在首都恢復。') = 'zh-Hant';
SELECT gloss_language('Министар је рекао да ће преговори бити настављени.') = 'sr';
SELECT gloss_language('Ministar je rekao da će pregovori biti nastavljeni sledeće nedelje.') = 'sr-Latn';
SELECT gloss_language('HEAVY SNOW CLOSES SCHOOLS ACROSS THE NORTH') = 'en';
-- a semicolon is the question mark of Greek, not the end of a statement in C
SELECT gloss_language('Πότε με βοήθησες ;') = 'el' AND gloss_language('Τι κάνεις λοιπόν;') = 'el';
SELECT gloss_language('x->n = f(a[i]);') = 'und';
SELECT gloss_language(NULL) IS NULL;
SELECT gloss_language('') = 'und';
SELECT gloss_language('12:30 +7 (727) 123-45-67') = 'und';
SELECT gloss_language('https://www.example.com/a/b?c=d') = 'und';
SELECT gloss_language('xqzvt kwprfj bzzxq') = 'und';
-- candidates: best first, the scores sum to 1
SELECT abs(sum(score) - 1) < 0.001 AND count(*) >= 1 FROM gloss_languages('Bonjour tout le monde, comment allez-vous ?');
SELECT language = 'fr' AND script = 'Latn' AND score > 0.5 AND share > 0.5
  FROM gloss_languages('Bonjour tout le monde, comment allez-vous aujourd''hui ?') LIMIT 1;
SELECT count(*) = 0 FROM gloss_languages(NULL);
SELECT count(*) = 0 FROM gloss_languages('');
-- a text half and half is a mixture, not a winner
SELECT count(*) = 2 FROM gloss_languages(
  'Les négociations reprendront lundi dans la capitale, selon le ministre.' || char(10) ||
  'The talks will resume on Monday in the capital, the minister said.') WHERE score > 0.25 AND language IN ('fr', 'en');
-- spans: in order, gap free, no two neighbours alike
SELECT group_concat(language, ' ') = 'en el en' FROM gloss_language_spans(
  'The minister answered reporters in Athens on Monday.' || char(10) ||
  'Οι κάτοικοι περιμένουν χρόνια να ολοκληρωθεί το έργο.' || char(10) ||
  'The ferry will stop running in spring.');
SELECT group_concat(text, '') = 'Le pont est ouvert depuis lundi matin. The bridge has been open since Monday morning.'
  FROM gloss_language_spans('Le pont est ouvert depuis lundi matin. The bridge has been open since Monday morning.');
SELECT count(*) = 2 AND min(start) = 1 AND sum(length) = max(start + length) - 1
  FROM gloss_language_spans('Le pont est ouvert depuis lundi matin. The bridge has been open since Monday morning.');
SELECT count(*) = 0 FROM gloss_language_spans('');
SELECT count(*) = 0 FROM gloss_language_spans(NULL);
SELECT script = 'Hans' FROM gloss_languages('部长表示，谈判将于下周在首都恢复。') LIMIT 1;
SELECT script = 'Jpan' FROM gloss_languages('大臣は、交渉は来週首都で再開されると述べた。') LIMIT 1;
SELECT script = 'Cyrl' FROM gloss_languages('Министар је рекао да ће преговори бити настављени.') LIMIT 1;
-- close relatives
WITH said(tag, text) AS (VALUES
  ('gl', 'O goberno anunciou onte que as obras da ponte comezarán antes do verán.'),
  ('pt', 'O governo anunciou ontem que as obras da ponte começarão antes do verão.'),
  ('ast', 'El gobiernu anunció ayeri que les obres de la ponte van entamar enantes del branu.'),
  ('es', 'El Gobierno anunció ayer que las obras del puente comenzarán antes del verano.'),
  ('ca', 'El govern va anunciar ahir que les obres del pont començaran abans de l''estiu.'),
  ('oc', 'Lo govèrn anoncièt ièr que los trabalhs del pont començaràn abans l''estiu.'),
  ('nb', 'Regjeringen sa i går at arbeidet på broen starter før sommeren, og at ingen veier blir stengt.'),
  ('nn', 'Regjeringa sa i går at arbeidet på brua startar før sommaren, og at ingen vegar vert stengde.'),
  ('da', 'Regeringen sagde i går, at arbejdet på broen begynder inden sommeren, og at ingen veje bliver lukket.'),
  ('cs', 'Vláda včera oznámila, že práce na mostě začnou před létem.'),
  ('sk', 'Vláda včera oznámila, že práce na moste sa začnú pred letom.'),
  ('hr', 'Vlada je jučer priopćila da će radovi na mostu započeti prije ljeta.'),
  ('sr-Latn', 'Vlada je juče saopštila da će radovi na mostu početi pre leta.'),
  ('sl', 'Vlada je včeraj sporočila, da se bodo dela na mostu začela pred poletjem.'),
  ('xh', 'Urhulumente uthe umsebenzi webhulorho uza kuqala phambi kwehlobo.'),
  ('zu', 'Uhulumeni uthe umsebenzi webhuloho uzoqala ngaphambi kwehlobo.'),
  ('ms', 'Kerajaan berkata kerja-kerja di jambatan itu akan bermula sebelum musim panas.'),
  ('id', 'Pemerintah mengatakan pekerjaan di jembatan itu akan dimulai sebelum musim panas.'),
  ('ru', 'Правительство вчера сообщило, что работы на мосту начнутся до лета.'),
  ('uk', 'Уряд учора повідомив, що роботи на мосту почнуться до літа.'),
  ('be', 'Урад учора паведаміў, што работы на мосце пачнуцца да лета.'),
  ('bg', 'Правителството съобщи вчера, че работата по моста ще започне преди лятото.'),
  ('mk', 'Владата вчера соопшти дека работите на мостот ќе почнат пред летото.'),
  ('sr', 'Влада је јуче саопштила да ће радови на мосту почети пре лета.'),
  ('fa', 'دولت دیروز اعلام کرد که کار روی پل پیش از تابستان آغاز می‌شود.'),
  ('ur', 'حکومت نے کل اعلان کیا کہ پل پر کام گرمیوں سے پہلے شروع ہو گا۔'),
  ('ps', 'حکومت پرون وویل چې د پله کار به له اوړي مخکې پیل شي.'),
  ('ckb', 'حکومەت دوێنێ ڕایگەیاند کە کاری پردەکە پێش هاوین دەست پێ دەکات.'),
  ('tt', 'Хөкүмәт кичә күпердәге эшләр җәйгә кадәр башланачак дип белдерде.'),
  ('kk', 'Үкімет кеше көпірдегі жұмыс жазға дейін басталады деп хабарлады.'),
  ('af', 'Die regering het gister gesê dat die werk aan die brug voor die somer sal begin.'),
  ('nl', 'De regering zei gisteren dat het werk aan de brug voor de zomer begint.'),
  ('rw', 'Guverinoma yatangaje ejo ko imirimo yo kubaka ikiraro izatangira mbere y''impeshyi.'))
SELECT coalesce(group_concat(tag || ' taken for ' || gloss_language(text)), 1) FROM said WHERE gloss_language(text) <> tag;
