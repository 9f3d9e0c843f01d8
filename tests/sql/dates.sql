-- Dates in the languages we read: one expression a sentence, published on Wednesday 2022-01-12.
-- Each line is 1 when the row's value and first day are the expected ones.
CREATE TEMP TABLE date_case(language, text, value, first);
INSERT INTO date_case VALUES
('ar', 'وصل الوفد إلى المدينة قبل ثلاثة أيام والتقى بالسكان هناك', '2022-01-09', '2022-01-09'),
('ar', 'أعلن الوزير يوم الاثنين أن المشروع اكتمل تماما في البلدة', '2022-01-10', '2022-01-10'),
('ar', 'افتتح المتحف في 14 تموز 1998 بحضور عدد كبير من الزوار', '1998-07-14', '1998-07-14'),
('ar', 'بنيت القلعة في القرن السادس عشر فوق التلة المطلة على النهر', '15', '1500-01-01'),
('ar', 'انخفضت الأسعار في الأسبوع الماضي بعد وصول الشحنات الجديدة إلى الميناء', '2022-W01', '2022-01-03'),
('ar', 'سافر الفريق أمس إلى العاصمة بعد انتهاء التدريب الطويل في الملعب', '2022-01-11', '2022-01-11'),
('el', 'Το πλοίο έφυγε χθες από το λιμάνι με μεγάλη καθυστέρηση και λίγους επιβάτες', '2022-01-11', '2022-01-11'),
('el', 'Η γέφυρα παραδόθηκε στις 12 Μαρτίου 2004 μετά από πολλές δοκιμές των μηχανικών', '2004-03-12', '2004-03-12'),
('el', 'Οι εργασίες ξεκίνησαν την περασμένη εβδομάδα και θα κοστίσουν πολύ στον δήμο', '2022-W01', '2022-01-03'),
('el', 'Το εργοστάσιο έκλεισε πριν από δύο χρόνια και οι εργάτες έφυγαν από την πόλη', '2020', '2020-01-12'),
('el', 'Τη δεκαετία του 1980 το χωριό είχε ακόμη σχολείο και δύο καφενεία στην πλατεία', '198', '1980-01-01'),
('el', 'Η ομάδα αναμένεται να επιστρέψει την Παρασκευή με το πρώτο πλοίο από το νησί', '2022-01-14', '2022-01-14'),
('en', 'The mill burnt down on 3 October 1911 and nobody ever built it again there', '1911-10-03', '1911-10-03'),
('en', 'The council met on Tuesday and put off every decision about the old bridge', '2022-01-11', '2022-01-11'),
('en', 'The council will meet on Friday and decide everything about the old bridge', '2022-01-14', '2022-01-14'),
('en', 'The team lost two players three weeks ago and has not won a game since', '2021-12-22', '2021-12-22'),
('en', 'Prices rose in the third quarter of 2021 and fell slowly after that again', '2021-Q3', '2021-07-01'),
('en', 'The library opens again on the first Monday of March 2022 with longer hours', '2022-03-07', '2022-03-07'),
('ru', 'Мост открыли 9 сентября 1987 года, и с тех пор его ни разу не чинили', '1987-09-09', '1987-09-09'),
('ru', 'Делегация прибыла позавчера и сразу отправилась осматривать новый завод у реки', '2022-01-10', '2022-01-10'),
('ru', 'На прошлой неделе в посёлке выпал снег, и дорогу закрыли для грузовиков', '2022-W01', '2022-01-03'),
('ru', 'Выставка откроется через пять дней в здании старой почты на главной площади', '2022-01-17', '2022-01-17'),
('ru', 'В XIX веке здесь стояла мельница, от которой остались только камни у воды', '18', '1800-01-01'),
('de', 'Der Turm wurde am 4. Juni 1893 eingeweiht und steht noch immer am Markt', '1893-06-04', '1893-06-04'),
('de', 'Vor zwei Wochen hat der Verein einen neuen Vorsitzenden gewählt, der jung ist', '2021-12-29', '2021-12-29'),
('de', 'Die Ausstellung endete gestern mit einem Konzert im Garten hinter dem Museum', '2022-01-11', '2022-01-11'),
('fr', 'La gare a fermé le 30 avril 1969 et le bâtiment sert maintenant de marché', '1969-04-30', '1969-04-30'),
('fr', 'Le maire a signé il y a trois jours un accord avec les pêcheurs du port', '2022-01-09', '2022-01-09'),
('fr', 'La récolte a été bonne la semaine dernière malgré la pluie et le vent froid', '2022-W01', '2022-01-03'),
('es', 'El teatro se inauguró el 8 de mayo de 1926 con una obra de un autor local', '1926-05-08', '1926-05-08'),
('es', 'Los vecinos se reunieron ayer para hablar de la nueva carretera del valle', '2022-01-11', '2022-01-11'),
('es', 'La cosecha empezó hace dos semanas y terminará cuando lleguen las lluvias', '2021-12-29', '2021-12-29'),
('it', 'Il ponte fu aperto il 2 agosto 1931 e collega ancora le due rive del fiume', '1931-08-02', '1931-08-02'),
('it', 'Tre giorni fa il sindaco ha incontrato i pescatori nella sala del municipio', '2022-01-09', '2022-01-09'),
('it', 'La settimana scorsa la neve ha chiuso la strada che porta al rifugio alto', '2022-W01', '2022-01-03'),
('pt', 'A escola abriu em 17 de outubro de 1958 com apenas vinte alunos da aldeia', '1958-10-17', '1958-10-17'),
('pt', 'O navio chegou ontem ao porto com muitas horas de atraso e pouca carga', '2022-01-11', '2022-01-11'),
('nl', 'De molen brandde op 11 november 1902 af en werd nooit meer herbouwd daarna', '1902-11-11', '1902-11-11'),
('nl', 'Drie weken geleden koos de vereniging een nieuw bestuur in het dorpshuis', '2021-12-22', '2021-12-22'),
('pl', 'Most otwarto 6 lipca 1974 roku i do dziś służy mieszkańcom obu brzegów', '1974-07-06', '1974-07-06'),
('pl', 'Dwa tygodnie temu rada wybrała nowego dyrektora miejskiej biblioteki publicznej', '2021-12-29', '2021-12-29'),
('tr', 'Köprü 21 Mart 1965 tarihinde açıldı ve bugüne kadar hiç onarılmadı burada', '1965-03-21', '1965-03-21'),
('tr', 'Heyet üç gün önce geldi ve hemen nehir kıyısındaki yeni fabrikayı gezdi', '2022-01-09', '2022-01-09'),
('tr', 'Geçen hafta köye kar yağdı ve yol kamyonlara tamamen kapatıldı yine', '2022-W01', '2022-01-03'),
('uk', 'Міст відкрили 9 вересня 1987 року, і відтоді його жодного разу не лагодили', '1987-09-09', '1987-09-09'),
('uk', 'Делегація прибула вчора і відразу вирушила оглядати новий завод біля річки', '2022-01-11', '2022-01-11'),
('kk', 'Көпір 1987 жылғы 9 қыркүйекте ашылды, содан бері жөнделген емес екен', '1987-09-09', '1987-09-09'),
('kk', 'Делегация кеше келіп, өзен жағасындағы жаңа зауытты аралап көрді бірден', '2022-01-11', '2022-01-11'),
('fa', 'پل در ۹ سپتامبر ۱۹۸۷ افتتاح شد و از آن زمان تعمیر نشده است', '1987-09-09', '1987-09-09'),
('fa', 'هیئت دیروز وارد شد و بی‌درنگ به دیدن کارخانه تازه کنار رود رفت', '2022-01-11', '2022-01-11'),
('zh', '大桥于1987年9月9日通车，此后从未修过。', '1987-09-09', '1987-09-09'),
('zh', '代表团昨天到达，随即参观了河边的新工厂。', '2022-01-11', '2022-01-11'),
('zh', '上周村里下了雪，道路对卡车关闭。', '2022-W01', '2022-01-03');
SELECT (SELECT value = c.value AND first = c.first FROM gloss_dates(c.text, c.language, '2022-01-12') LIMIT 1) FROM date_case AS c;

-- without a day of publication what is relative stays open; a whole date does not
SELECT count(*) = 0 FROM date_case AS c, gloss_dates(c.text, c.language) AS d
  WHERE c.value IN ('2022-01-11', '2022-01-10', '2022-01-09', '2022-W01') AND (d.first IS NOT NULL OR d.value NOT LIKE '%XX%') AND d.type <> 'DURATION';
SELECT d.first = '1911-10-03' FROM gloss_dates('The mill burnt down on 3 October 1911 and nobody built it again', 'en') AS d;

-- what looks like a date and is none
SELECT count(*) = 0 FROM (VALUES
  ('en', 'You may march with the sun in your eyes and second the motion now'),
  ('en', 'Version 2.0.1 costs 1999 dollars and 25 people won it 3-1 or 12/15 at most'),
  ('el', 'Η τρίτη ομάδα πήρε την πέμπτη θέση με την τέταρτη προσπάθεια στον αγώνα'),
  ('ru', 'Счёт стал 3:1, а версия 4.5.6 стоит 2000 рублей и весит 12 килограммов'),
  ('de', 'Die Summe von 1900 Euro ist mit 3,5 Prozent verzinst und 14.000 Leute wissen es'),
  ('ar', 'بلغ عدد الحاضرين 2000 شخص ودفع كل واحد منهم 15 دولارا'),
  ('fr', 'Il a été mis en avant par mars, la planète rouge, et par 300 personnes')) AS t, gloss_dates(t.column2, t.column1, '2022-01-12');

-- first and last are days or instants in order, and the row's text is the document's
SELECT count(*) >= 53 AND min(d.text = substr(c.text, d.start, d.length)) AND min(d.first IS NULL OR (date(d.first) IS NOT NULL AND d.last >= d.first))
  FROM date_case AS c, gloss_dates(c.text, c.language, '2022-01-12T08:30:00Z') AS d;

-- other calendars, holidays, intervals, sets
SELECT first = '2018-06-15' FROM gloss_dates('They all came home for Eid al-Fitr 2018 and stayed a while', 'en');
SELECT first = '2024-05-05' FROM gloss_dates('Οι δρόμοι άδειασαν το Πάσχα του 2024 και γέμισαν πάλι αργότερα', 'el');
SELECT first = '2021-03-21' FROM gloss_dates('جلسه در ۱ فروردین ۱۴۰۰ برگزار شد و همه آمدند', 'fa');
SELECT value = '2022-05-05/2022-05-07' AND last = '2022-05-07' FROM gloss_dates('The fair is open from 5 to 7 May 2022 in the lower town', 'en');
SELECT type = 'SET' AND value = 'XXXX-WXX-1' FROM gloss_dates('The market is held every Monday behind the church of the town', 'en', '2022-01-12');
SELECT type = 'DURATION' AND value = 'P3Y' FROM gloss_dates('She worked for three years in the harbour office of the town', 'en', '2022-01-12');
SELECT type = 'TIME' AND first = '2022-01-12T16:30' FROM gloss_dates('The doors closed today at 16:30 and nobody came after that', 'en', '2022-01-12');

-- the tense of the clause's verb turns a date with no year or week round
SELECT count(*) = 17 AND min(d.value = c.column3) FROM (VALUES
  ('el', 'Την Παρασκευή ο πρωθυπουργός θα συναντήσει τον πρόεδρο στην Αθήνα', '2022-01-14'),
  ('el', 'Δεν είπε αν θα παραιτηθεί, αλλά την Παρασκευή έφυγε για την Αθήνα', '2022-01-07'),
  ('ar', 'سيزور الرئيس بغداد يوم الجمعة على رأس وفد كبير من الوزراء', '2022-01-14'),
  ('ar', 'اشترى الرئيس سيارة يوم الجمعة ثم سافر بها إلى الجنوب', '2022-01-07'),
  ('fr', 'Vendredi, le président rencontrera les maires dans la grande salle de la ville', '2022-01-14'),
  ('fr', 'Vendredi, le ministre a déclaré que le gouvernement présentera un nouveau budget', '2022-01-07'),
  ('es', 'Los ministros se reunirán el martes en Bruselas para hablar del presupuesto', '2022-01-18'),
  ('es', 'La cámara grabó el viernes la plaza delante del ayuntamiento viejo', '2022-01-07'),
  ('it', 'I ministri si riuniranno martedì a Bruxelles per parlare del bilancio', '2022-01-18'),
  ('pt', 'O presidente viajará na sexta-feira para Lisboa com três ministros', '2022-01-14'),
  ('pt', 'Os pescadores viram um tubarão na sexta-feira perto da praia da vila', '2022-01-07'),
  ('tr', 'Bakan cuma günü Ankara''ya gidecek ve cumhurbaşkanıyla görüşecek', '2022-01-14'),
  ('kk', 'Министр жұма күні Астанаға бармақ, онда президентпен кездеседі', '2022-01-14'),
  ('ru', 'В пятницу состоится встреча министров в здании старого театра', '2022-01-14'),
  ('ru', 'В пятницу министр заявил, что встреча будет трудной для обеих сторон', '2022-01-07'),
  ('uk', 'У п''ятницю міністри обговорюватимуть бюджет у будівлі старого театру', '2022-01-14'),
  ('fr', 'Le marché ouvrira le 15 mai dans la capitale de la province', '2022-05-15')) AS c,
  gloss_dates(c.column2, c.column1, '2022-01-12') AS d;
SELECT value = '2021' AND text = 'В прошлом году' FROM gloss_dates('В прошлом году завод выпустил больше машин', 'ru', '2022-01-12') LIMIT 1;
SELECT value = 'P30Y' FROM gloss_dates('Per trent''anni ha insegnato nella scuola del paese vicino al fiume', 'it', '2022-01-12');
SELECT value = 'P2.5Y' AND type = 'DURATION' FROM gloss_dates('Έμεινε δυόμισι χρόνια στο χωριό και μετά έφυγε για την πόλη', 'el', '2022-01-12');
SELECT value = 'PT30M' AND type = 'SET' FROM gloss_dates('Το λεωφορείο περνά κάθε μισή ώρα από την πλατεία του χωριού', 'el', '2022-01-12');
SELECT value = 'PT1H' AND type = 'SET' FROM gloss_dates('Автобус їде щогодини від площі до старого театру', 'uk', '2022-01-12');
SELECT value = 'P2D' AND type = 'DURATION' FROM gloss_dates('Министр Астанаға екі күндік сапармен келіп, зауытты аралап көрді', 'kk', '2022-01-12');
SELECT count(*) = 0 FROM gloss_dates('Ha vinto la partita in due set contro la campionessa tedesca', 'it', '2022-01-12');
SELECT value = '1992' FROM gloss_dates('Il mulino bruciò trent''anni fa e nessuno lo ricostruì', 'it', '2022-01-12');
SELECT value = '2018-01-21' FROM gloss_dates('De molen ging open op zondag eenentwintig jan tweeduizend achttien', 'nl', '2022-01-12');
SELECT value LIKE '2019-07%' FROM gloss_dates('Πριν από δυόμισι χρόνια έφυγε για την πόλη και δεν γύρισε', 'el', '2022-01-12');
SELECT value = '2022-01-07' FROM gloss_dates('كان ذلك في سياق زيارة يوم الجمعة إلى العاصمة مع وفد كبير', 'ar', '2022-01-12');
