-- Quantities in the languages we read: each line is 1 when the sentence has a row with this kind,
-- value and unit.
CREATE TEMP TABLE quantity_case(language, text, kind, value, unit);
INSERT INTO quantity_case VALUES
('ar', 'حضر الحفل نحو ألف وخمسمائة ضيف من المدينة', 'count', 1500, 'ضيف'),
('ar', 'بلغت كلفة المشروع 7.500 دولار', 'money', 7500, 'USD'),
('ar', 'قطعت القافلة خمسة وعشرين كيلومترا سيرا', 'measure', 25, 'kilometer'),
('ar', 'ارتفعت الأسعار بنسبة 12 بالمئة', 'percent', 12, '%'),
('ar', 'وزعت الجمعية ثلاثة آلاف كتاب', 'count', 3000, 'كتاب'),
('el', 'Το έργο κόστισε 7.500 ευρώ', 'money', 7500, 'EUR'),
('el', 'Ήρθαν διακόσιοι σαράντα μαθητές', 'count', 240, 'μαθητές'),
('el', 'Μεταφέρθηκαν 3,5 εκατομμύρια τόνοι', 'measure', 3500000, 'metric-ton'),
('el', 'Η τιμή ανέβηκε 4,2% μέσα στον μήνα', 'percent', 4.2, '%'),
('en', 'The bridge is 1,250 metres long', 'measure', 1250, 'meter'),
('en', 'They raised $4.5 million for the roof', 'money', 4500000, 'USD'),
('en', 'Twenty-three goats were counted', 'count', 23, 'goats'),
('en', 'A 40-year-old teacher came', 'age', 40, 'year'),
('en', 'Nearly 15 percent stayed away', 'percent', 15, '%'),
('ru', 'Собрали 12 500 рублей на ремонт', 'money', 12500, 'RUB'),
('ru', 'Пришли триста сорок два школьника', 'count', 342, 'школьника'),
('ru', 'Посадили 2,5 тысячи деревьев', 'count', 2500, 'деревьев'),
('ru', 'Самолёт пролетел 800 километров', 'measure', 800, 'kilometer'),
('de', 'Der Bau kostete 14.000 Euro', 'money', 14000, 'EUR'),
('de', 'Es kamen fünfundzwanzig Gäste', 'count', 25, 'Gäste'),
('de', 'Der Weg ist 3,5 Kilometer lang', 'measure', 3.5, 'kilometer'),
('fr', 'Quatre-vingt-douze élèves sont venus', 'count', 92, 'élèves'),
('fr', 'Le toit a coûté 12 000 euros', 'money', 12000, 'EUR'),
('es', 'Llegaron treinta y cinco pescadores', 'count', 35, 'pescadores'),
('es', 'La obra costó 2,5 millones de euros', 'money', 2500000, 'EUR'),
('it', 'Sono arrivati ventotto pescatori', 'count', 28, 'pescatori'),
('it', 'Il tetto costa 12.000 euro', 'money', 12000, 'EUR'),
('pt', 'Chegaram cento e vinte alunos', 'count', 120, 'alunos'),
('pt', 'A ponte tem 350 metros', 'measure', 350, 'meter'),
('nl', 'Er kwamen drieëntwintig leerlingen', 'count', 23, 'leerlingen'),
('nl', 'De weg is 12 kilometer lang', 'measure', 12, 'kilometer'),
('pl', 'Przyszło czterdziestu dwóch uczniów', 'count', 42, 'uczniów'),
('pl', 'Remont kosztował 15 tys. złotych', 'money', 15000, 'PLN'),
('tr', 'Salona yüz yirmi beş öğrenci geldi', 'count', 125, 'öğrenci'),
('tr', 'Onarım 3 milyon lira tuttu', 'money', 3000000, 'TRY'),
('tr', 'Nüfusun yüzde 20 kadarı köyde', 'percent', 20, '%'),
('uk', 'Прийшли сорок сім учнів', 'count', 47, 'учнів'),
('uk', 'Ремонт коштував 15 тисяч гривень', 'money', 15000, 'UAH'),
('kk', 'Мектепке жиырма бес оқушы келді', 'count', 25, 'оқушы'),
('kk', 'Жөндеуге 4 миллион теңге жұмсалды', 'money', 4000000, 'KZT'),
('fa', 'بیست و پنج دانش‌آموز آمدند', 'count', 25, 'دانش‌آموز'),
('zh', '学校有三万五千人参加', 'count', 35000, '人'),
('zh', '工程花费两亿元', 'money', 200000000, 'CNY');
SELECT EXISTS(SELECT 1 FROM gloss_quantities(c.text, c.language) AS q WHERE q.kind = c.kind AND abs(q.value - c.value) < 1e-6 AND q.unit = c.unit) FROM quantity_case AS c;
SELECT min(q.text = substr(c.text, q.start, q.length)) FROM quantity_case AS c, gloss_quantities(c.text, c.language) AS q;

-- ranges and qualifiers
SELECT value = 5 AND value_high = 7 AND unit = 'kilometer' FROM gloss_quantities('They walked 5-7 kilometres a day', 'en');
SELECT value = 2e6 AND value_high = 3e6 AND kind = 'money' FROM gloss_quantities('It cost 2 to 3 million euros', 'en');
SELECT qualifier = 'over' FROM gloss_quantities('More than 300 people came', 'en');
SELECT qualifier = 'under' FROM gloss_quantities('Μαζεύτηκαν λιγότερα από 20 άτομα', 'el');
SELECT qualifier = 'about' FROM gloss_quantities('Пришли около 40 человек', 'ru');
SELECT qualifier = 'upto' FROM gloss_quantities('Bis zu 50 Menschen passen hinein', 'de');
SELECT kind = 'ordinal' AND value = 3 FROM gloss_quantities('She won the third prize', 'en');

-- what a date says is not said again; names, scores and codes are no quantities
SELECT count(*) = 0 FROM gloss_quantities('On 5 May 2021 it closed', 'en');
SELECT count(*) = 0 FROM gloss_quantities('COVID-19, G20, 3-1, 10:30, version 1.2.3, № 7 and (47)', 'en');
-- a place behind a number is not what is counted
SELECT unit IS NULL AND text = '18' FROM gloss_quantities('Israeli strikes kill 18 in Gaza', 'en');
SELECT unit IS NULL AND text = '40' FROM gloss_quantities('Floods left 40 in hospital', 'en');
SELECT unit = 'drivers' FROM gloss_quantities('Police fined 2 of the drivers', 'en');
SELECT unit = 'الجنود' FROM gloss_quantities('مقتل 18 من الجنود في غزة', 'ar');
