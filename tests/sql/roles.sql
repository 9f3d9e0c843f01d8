-- Who does what to whom, where, and who speaks: every line prints 1.
-- a list of subjects ends where no "and" joins them
SELECT actor = 'she' FROM gloss_events('Police will help the families of all victims, she said.', 'en') WHERE text = 'said';
SELECT actor = 'Kyrgyzstan' AND target = 'Tajikistan' FROM gloss_events('Киргизия и Таджикистан договорились о границе.', 'ru');
-- verbs that "and" joins, or a purpose, share their subject
SELECT actor = 'policía' FROM gloss_events('La policía usó gases y carros y detuvo a 22 personas.', 'es') WHERE type = 'COERCE';
SELECT actor = 'Gobierno' FROM gloss_events('El Gobierno pidió “calma” y anunció una reforma.', 'es') WHERE text = 'anunció';
SELECT actor = 'personas' OR actor LIKE '% personas' FROM gloss_events('Unas 300 personas marcharon por el centro para protestar contra el alza.', 'es') WHERE text = 'protestar';
SELECT actor = 'δικαστήριο' FROM gloss_events('Το δικαστήριο άκουσε τον κατηγορούμενο και απέρριψε την ένσταση.', 'el') WHERE type = 'REJECT';
SELECT actor = 'Guardia Civil' FROM gloss_events('El Ayuntamiento teme lo peor: ayer la Guardia Civil halló 14 monedas y detuvo a dos personas.', 'es') WHERE type = 'COERCE';
-- an accented o tells the verb
SELECT actor = 'Francia' OR actor = 'France' FROM gloss_events('Francia rechazó la propuesta.', 'es') WHERE type = 'REJECT';
SELECT count(*) = 1 FROM gloss_events('El rechazo de Francia fue inmediato.', 'es') WHERE type = 'REJECT';
-- a source is no statement of its own
SELECT count(*) = 0 FROM gloss_events('Selon la préfecture, la route est ouverte.', 'fr') WHERE type = 'STATEMENT';
-- titles a few words before the name
SELECT actor = 'Jean Martel' FROM gloss_events('« Nous avançons », a affirmé le ministre français de la Culture, Jean Martel.', 'fr') WHERE type = 'STATEMENT';
SELECT actor = 'Pilar Roca' FROM gloss_events('The government delegate in Valencia, Pilar Roca, told journalists that the road was open.', 'en') WHERE text = 'told';
-- surnames and countries in the nominative that look like genitives
SELECT actor = 'Павел Басманов' FROM gloss_events('Об этом сообщил генерал Павел Басманов.', 'ru');
SELECT speaker = 'Павел Басманов' FROM gloss_quotes('«Мы готовы к переговорам», — сообщил во вторник генерал Павел Басманов.', 'ru');
-- a feminine accusative is no subject
SELECT actor = 'Министерство культуры' OR actor LIKE 'Министерство%' FROM gloss_events('Работу поддержало Министерство культуры.', 'ru') WHERE type = 'SUPPORT';
-- "in the ministry" told
SELECT actor LIKE '%министерстве%' OR actor LIKE '%Министерстве%' FROM gloss_events('Пожар потушен, сообщили в министерстве.', 'ru') WHERE type = 'STATEMENT';
-- German compounds name agents; the preposition before an article tells the place
SELECT actor = 'Dorfratsvorsitzende' FROM gloss_events('Die Siedler hätten Häuser angegriffen, erklärte der Dorfratsvorsitzende.', 'de') WHERE type = 'STATEMENT';
SELECT place = 'Gaza' FROM gloss_events('In der Stadt Gaza kamen drei Kinder ums Leben.', 'de');
-- a relative clause or an apposition between
SELECT actor = 'Turkey' FROM gloss_events('Туреччина, яка торік допомогла сусідам, закликала сторони до миру.', 'uk') WHERE type = 'REQUEST';
SELECT actor = 'نيكول باشينيان' OR actor = 'Nikol Pashinyan' FROM gloss_events('كان الرئيس الأرميني، نيكول باشينيان، الذي يترأس المنظمة، أعلن النتائج.', 'ar') WHERE type = 'STATEMENT';
-- German: the first of the clause is the subject, the next its object or its partner
SELECT actor = 'Bundeskanzler' FROM gloss_events('Vor zwei Tagen hatte der Bundeskanzler in Astana die Staatschefs der Region getroffen.', 'de') WHERE type = 'CONSULT';
SELECT actor = 'Kazakhstan' AND target = 'Germany' FROM gloss_events('Kasachstan und Deutschland haben am Dienstag eine Erklärung unterzeichnet.', 'de') WHERE type = 'AGREE';
-- a nationality two words before its noun
SELECT actor = 'Российский научный фонд' FROM gloss_events('Работу поддержал Российский научный фонд.', 'ru') WHERE type = 'SUPPORT';
-- Arabic: a part of, was, plural verbs, the noun's "of", words of a date, a teh marbuta
SELECT actor = 'القوات الروسية' FROM gloss_events('الدفعة الأولى من القوات الروسية تغادر كازاخستان', 'ar') WHERE type = 'RETREAT';
SELECT actor LIKE 'Washington%' AND target = 'القوات' FROM gloss_events('وكانت واشنطن قد انتقدت القوات.', 'ar') WHERE type = 'ACCUSE';
SELECT target = '8 آلاف شخص' FROM gloss_events('اعتقلت الشرطة أكثر من 8 آلاف شخص.', 'ar') WHERE type = 'COERCE';
SELECT actor = 'عمال المصنع' FROM gloss_events('اعتصام لعمال المصنع في بيروت', 'ar') WHERE type = 'PROTEST';
SELECT count(*) = 0 FROM gloss_events('وصل الوفد فجر اليوم الأحد.', 'ar') WHERE type = 'ASSAULT';
SELECT count(*) = 0 FROM gloss_events('بعثة من الصندوق في القاهرة.', 'ar') WHERE type = 'AID';
-- quotations and events of one text do not depend on which is asked for first
SELECT (SELECT count(*) FROM gloss_quotes(d, 'de')) >= 0 AND (SELECT target FROM gloss_events(d, 'de') WHERE type = 'ASSAULT') = '18 Menschen'
  FROM (SELECT 'Die Polizei teilte mit, dass 18 Menschen getötet wurden.' AS d);
-- Turkish: names carry their endings behind an apostrophe; the first of the sentence is the subject
SELECT place = 'Sarnıç' FROM gloss_events('Sarnıç''ta 4 ev hasar aldı.', 'tr');
SELECT max(instr(name, '''')) = 0 FROM gloss_entities('Beşyol''da 3 ve Sarnıç''ta 4 ev yandı.', 'tr');
SELECT actor = 'Maliye Bakanı' FROM gloss_events('Maliye Bakanı ise geçen hafta yatırımcılarla görüşmüş, reformların süreceğini vurgulamıştı.', 'tr') WHERE text = 'vurgulamıştı';
SELECT actor = 'Esra Tuncel' AND target = 'hükümetten' FROM gloss_events('Belediye Başkanı Esra Tuncel hükümetten yardım istedi.', 'tr') WHERE text LIKE '%istedi';
SELECT actor = 'Elban' FROM gloss_events('Müdahaleye başladığını aktaran Elban, teşekkür etti.', 'tr') WHERE text = 'aktaran';
-- Persian, Kazakh
SELECT actor = 'دو طرف' FROM gloss_events('وزیر با همتای خود دیدار کرد و دو طرف یادداشتی برای خط تاشکند امضا کردند.', 'fa') WHERE text LIKE 'امضا%';
SELECT actor = 'Kazakhstan' FROM gloss_events('Қазақстан мен Қытай шекара мәселесін талқылады.', 'kk') WHERE text = 'талқылады';
-- places: the noun's preposition, through a place, off a place; the country is the one named last
SELECT place = 'Gaza' AND actor IS NULL FROM gloss_events('Im Zentrum von Gaza wurde ein Mann getötet.', 'de');
SELECT place = 'Valparaíso' FROM gloss_events('Miles de personas marcharon por el centro de Valparaíso.', 'es') WHERE type = 'PROTEST';
SELECT place = 'Samos' FROM gloss_events('Το πλοίο συγκρούστηκε ανοιχτά της Σάμου.', 'el');
SELECT place = 'Bayonne' FROM gloss_events('Trois personnes ont été arrêtées à Bayonne.', 'fr');
SELECT place = 'France' FROM gloss_events('France is in shock. Floods in the country killed two people.', 'en') WHERE text = 'floods' OR text = 'Floods';
SELECT place = 'Peru' FROM gloss_events('Perú vive una crisis. Miles de personas protestaron en todo el país.', 'es') WHERE text = 'protestaron';
-- short passive participles without auxiliary
SELECT actor IS NULL AND target = '5 человек' FROM gloss_events('На митинге 5 человек задержаны.', 'ru') WHERE type = 'COERCE';
SELECT actor IS NULL AND target = 'порт' FROM gloss_events('Нічна атака на Одесу: пошкоджено порт.', 'uk') WHERE text = 'пошкоджено';
-- to whom something is said; what a noun's preposition governs; a participle before its noun
SELECT target = 'журналистам' FROM gloss_events('Министр сообщил журналистам о новых планах.', 'ru') WHERE type = 'STATEMENT';
SELECT target = 'verschiedene Ziele' FROM gloss_events('Bei Angriffen auf verschiedene Ziele im Gazastreifen starben Menschen.', 'de') WHERE text = 'Angriffen';
SELECT actor IS NULL AND target LIKE 'Palästinenser%' FROM gloss_events('Die Zahl der im Westjordanland getöteten Palästinenser ist gestiegen.', 'de') WHERE text = 'getöteten';
SELECT actor LIKE '%Armee' OR actor LIKE '% army' FROM gloss_events('Die israelische Armee sei gegen die Dorfbewohner vorgegangen.', 'de');
SELECT target = 'drei weitere' AND actor IS NULL FROM gloss_events('Ein Mann sei erschossen und drei weitere verletzt worden.', 'de') WHERE text LIKE 'verletzt%';
SELECT actor = 'Dmitry Medvedev' AND target = '米勒' FROM gloss_events('梅德韦杰夫表示欢迎，并向米勒明确了措施。', 'zh') WHERE text = '明确';
-- who struck, where somebody was killed in strikes; a nationality before a noun that may be a verb
SELECT actor = 'Israeli' AND target = '18 people' FROM gloss_events('At least 18 people were killed in Israeli strikes on Gaza.', 'en') WHERE text = 'were killed';
SELECT target = '18 человек' FROM gloss_events('В результате израильских ударов погибли 18 человек.', 'ru') WHERE text = 'погибли';
-- verbs without a subject behind "that", infinitives, "that he"
SELECT actor = 'Gobierno' FROM gloss_events('El Gobierno anunció que desde el lunes suspenderá los vuelos.', 'es') WHERE text LIKE 'suspend%';
SELECT actor = 'Emmanuel Macron' FROM gloss_events('Emmanuel Macron propuso crear una comunidad.', 'es') WHERE text = 'crear';
SELECT actor = 'Vladimir Putin' FROM gloss_events('أعلن فلاديمير بوتين أنه سيزور أرمينيا.', 'ar') WHERE type = 'CONSULT';
-- a request from; a text's transport is no report
SELECT actor LIKE 'الرئيس%' FROM gloss_events('أرسلت روسيا قوات بطلب من الرئيس الأرميني.', 'ar') WHERE type = 'REQUEST';
SELECT count(*) = 0 FROM gloss_events('أربع طائرات ستنقل المعدات إلى القاعدة.', 'ar') WHERE type = 'STATEMENT';
-- a relative clause before a verb of saying; agents side by side; sides; izafet; endings of objects
SELECT actor = 'government official' FROM gloss_events('A government official, who asked not to be named, said ministers had no plans.', 'en') WHERE text = 'said';
SELECT actor = 'αξιωματική αντιπολίτευση' FROM gloss_events('Η αξιωματική αντιπολίτευση επέκρινε την κυβέρνηση.', 'el') WHERE type = 'ACCUSE';
SELECT actor = 'رئيسة البعثة' FROM gloss_events('أعلنت رئيسة البعثة النتائج.', 'ar') WHERE type = 'STATEMENT';
SELECT actor = 'الجانبين' FROM gloss_events('أعلنت الوزارة أن الجانبين اتفقا على البرنامج.', 'ar') WHERE type = 'AGREE';
SELECT actor = 'тараптар' FROM gloss_events('Жиын соңында тараптар хаттамаға қол қойды.', 'kk') WHERE type = 'AGREE';
SELECT target LIKE '%кешені' FROM gloss_events('Шымкентте жаңа су тазарту кешені ашылды.', 'kk') WHERE text = 'ашылды';
SELECT actor = 'örgütleri' AND target = 'kurumları' FROM gloss_events('Çevre örgütleri ise izin veren kurumları suçladı.', 'tr') WHERE type = 'ACCUSE';
SELECT target LIKE '%Transportes Litoral' FROM gloss_events('La alcaldesa acusó a la empresa concesionaria Transportes Litoral de incumplir.', 'es') WHERE type = 'ACCUSE';
SELECT place = 'Bishkek' FROM gloss_events('В Бишкеке договорились о совместной охране границы.', 'ru') WHERE type = 'AGREE';
-- "e" is no "é"; dozens of; "but he"; with in Ukrainian; a noun and a light verb
SELECT actor = 'quatro concelhos' FROM gloss_events('As barragens estão vazias e quatro concelhos restringiram o uso de água.', 'pt') WHERE text LIKE 'restring%';
SELECT target = 'человек' FROM gloss_events('Произошли столкновения, в которых погибли десятки человек.', 'ru') WHERE text = 'погибли';
SELECT actor LIKE '%وزير العدل%' FROM gloss_events('وعد وزير العدل بلقاء الوفد، لكنه رفض أي ضغط.', 'ar') WHERE type = 'REJECT';
SELECT target = 'польською компанією' FROM gloss_events('Винахідники підписали угоду з польською компанією.', 'uk') WHERE type = 'AGREE' LIMIT 1;
SELECT actor = 'İşçi sendikaları' FROM gloss_events('İşçi sendikaları 1 Şubat''ta Ankara''da miting düzenleyecek.', 'tr') WHERE type = 'PROTEST';
SELECT speaker = 'Ермек Сәдуақасов' FROM gloss_quotes('«Бәрі дайын», – деді қала әкімінің орынбасары Ермек Сәдуақасов.', 'kk');
-- carriers of nouns; gerunds are not passive; who is asked to; whose it was
SELECT actor = 'sindacati' FROM gloss_events('I sindacati hanno proclamato uno sciopero per venerdì.', 'it') WHERE text = 'sciopero';
SELECT actor = 'Students' FROM gloss_events('Students staged a hunger strike outside the ministry.', 'en') WHERE text = 'hunger strike';
SELECT actor = 'businessman' AND target = 'United States' FROM gloss_events('The businessman is suing the United States over the raid.', 'en') WHERE text = 'suing';
SELECT actor = 'Opposition groups' AND target = 'Robert Mugabe' FROM gloss_events('Opposition groups are demanding that President Robert Mugabe resign.', 'en') WHERE text = 'demanding';
SELECT target = 'Australian' FROM gloss_events('Serbia rejected an Australian ultimatum.', 'en') WHERE type = 'REJECT';
-- who dies is no place; a reporting verb and its noun without article; a name behind a comma
SELECT target = 'троє людей' FROM gloss_events('Унаслідок обстрілу Харкова загинули троє людей, повідомив голова області.', 'uk') WHERE text = 'загинули';
SELECT actor LIKE '%керівниця%' FROM gloss_events('Роботи тривають, повідомила керівниця проєкту.', 'uk') WHERE type = 'STATEMENT';
SELECT speaker = 'Γιώργος Μελισσάς' FROM gloss_quotes('«Δεν υπάρχει κίνδυνος», είπε ο εκπρόσωπος του Σώματος, αντιπύραρχος Γιώργος Μελισσάς.', 'el');
SELECT actor = 'Полиция' AND place = 'Almaty' FROM gloss_events('Полиция Алматыда бес адамды ұстады.', 'kk');
SELECT actor = 'Serbia' FROM gloss_events('Serbia lodged an official protest with Albania.', 'en') WHERE type = 'PROTEST' OR text LIKE '%protest';
-- the name of a capital behind a comma; parts of a force that leaves; clashes between
SELECT place = 'Astana' FROM gloss_events('Ο υπουργός έφτασε στην πρωτεύουσα του Καζακστάν, την Αστάνα.', 'el') WHERE type = 'CONSULT';
SELECT actor = 'القوات' FROM gloss_events('انسحاب آخر دفعة من القوات من كازاخستان', 'ar') WHERE type = 'RETREAT';
SELECT actor = 'معارضي الحكومة' AND target LIKE 'قوات%' FROM gloss_events('اندلعت اشتباكات مسلحة بين معارضي الحكومة وقوات الأمن.', 'ar') WHERE type = 'ASSAULT' LIMIT 1;
-- a word inside an agent is no event
SELECT count(*) = 1 AND max(target) = '示威者' FROM gloss_events('警方在香港逮捕了五名示威者。', 'zh');
-- elided words count: n', d', l'; an accented e tells a verb
SELECT modality = 'negated' FROM gloss_events('Moscou n''attaque jamais Kiev.', 'fr') WHERE text = 'attaque';
SELECT actor = 'Israel' FROM gloss_events('La déclaration d''Israël est claire.', 'fr') WHERE type = 'STATEMENT';
SELECT actor LIKE 'ministre%' FROM gloss_events('Le ministre de l''Intérieur a annoncé une enquête.', 'fr') WHERE text = 'annoncé';
-- sanctions against, partitives under by, blows, counts before agents, who reports
SELECT actor = 'European Union' AND target = 'Russia' FROM gloss_events('Европейский союз ввел новые санкции против России.', 'ru') WHERE text = 'санкции';
SELECT actor LIKE 'hommes%' FROM gloss_events('Trois soldats ont été tués par des hommes armés.', 'fr') WHERE text = 'tués';
SELECT actor IS NULL FROM gloss_events('Turkey detained 12 suspects after a bombing in Ankara killed four people.', 'en') WHERE text = 'killed';
SELECT target = 'трое мирных жителей' FROM gloss_events('В результате атаки пострадали трое мирных жителей.', 'ru') WHERE text = 'пострадали';
SELECT actor = 'Reuters' FROM gloss_events('Ο Τραμπ απείλησε την Κίνα, μετέδωσε το Reuters.', 'el') WHERE text = 'μετέδωσε';
SELECT actor = 'Olzhas Bektenov' FROM gloss_events('Үкімет көмек береді, деп мәлімдеді Олжас Бектенов.', 'kk') WHERE text = 'мәлімдеді';
SELECT actor IS NULL AND target = 'vier Menschen' FROM gloss_events('Russland hat Kiew angegriffen; dabei wurden vier Menschen verletzt.', 'de') WHERE text = 'verletzt';
