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
