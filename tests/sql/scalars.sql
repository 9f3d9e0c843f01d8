-- The scalar functions. NULL gives NULL; empty text gives '' or its like.
SELECT gloss_language(NULL) IS NULL; SELECT gloss_script(NULL) IS NULL; SELECT gloss_body(NULL) IS NULL; SELECT gloss_title(NULL) IS NULL;
SELECT gloss_published(NULL) IS NULL; SELECT gloss_fold(NULL) IS NULL; SELECT gloss_latin(NULL) IS NULL; SELECT gloss_name_key(NULL) IS NULL;
SELECT gloss_simhash(NULL) IS NULL; SELECT gloss_hamming(NULL, 1) IS NULL; SELECT gloss_hamming(1, NULL) IS NULL;
SELECT gloss_language('') = 'und'; SELECT gloss_script('') = 'Zyyy'; SELECT gloss_body('') = ''; SELECT gloss_title('') IS NULL;
SELECT gloss_published('') IS NULL; SELECT gloss_fold('') = ''; SELECT gloss_latin('') = ''; SELECT gloss_name_key('') = ''; SELECT gloss_simhash('') = 0;
SELECT gloss_language(x'') = 'und'; SELECT gloss_fold(x'') = ''; SELECT gloss_body(x'') = '';
SELECT gloss_language('12 34 !?') = 'und'; SELECT gloss_language('   ') = 'und';
-- text, blob and number
SELECT gloss_fold(x'C389') = 'e'; SELECT gloss_fold(12) = '12'; SELECT gloss_fold(1.5) = '1.5'; SELECT typeof(gloss_fold(12)) = 'text';
SELECT gloss_script('abc') = 'Latn'; SELECT gloss_script('Αθήνα') = 'Grek'; SELECT gloss_script('12') = 'Zyyy'; SELECT gloss_script('القاهرة') = 'Arab';
SELECT gloss_script('日本語のテキスト') = 'Jpan'; SELECT gloss_script('한국어') = 'Kore'; SELECT gloss_script('北京') = 'Hani';
-- folding
SELECT gloss_fold('Ἀθῆναι, Ο ΚΌΣΜΟΣ') = 'αθηναι, ο κοσμοσ';
SELECT gloss_fold('مُحَمَّد ـــ أحمد إلى آخر مدرسة') = gloss_fold('محمد  احمد الي اخر مدرسه');
SELECT gloss_fold('Straße ﬁne Ｆｕｌｌ') = 'strasse fine full';
SELECT gloss_fold(gloss_fold('Ÿ Ἀθῆναι محمد Straße')) = gloss_fold('Ÿ Ἀθῆναι محمد Straße');
-- a text ends at its first NUL, as it does for length()
SELECT gloss_fold('AB' || char(0) || 'CD') = 'ab'; SELECT gloss_fold(x'4142004344') = 'ab';
-- malformed bytes are defined
SELECT length(gloss_fold(CAST(x'61C3' AS TEXT))) = 2; SELECT gloss_language(CAST(x'FFFEFD' AS TEXT)) = 'und';
SELECT gloss_fold(CAST(x'41F0908D' AS TEXT)) LIKE 'a_'; SELECT gloss_script(CAST(x'C0AF' AS TEXT)) = 'Zyyy';
-- body
SELECT gloss_body('All of this is content.') = 'All of this is content.';
-- near duplicates
SELECT gloss_hamming(0, -1) = 64; SELECT gloss_hamming(5, 6) = 2; SELECT gloss_hamming('5', 6) = 2; SELECT gloss_hamming(7, 7) = 0;
SELECT typeof(gloss_simhash('a')) = 'integer';
SELECT gloss_simhash('The Quick, brown FOX!') = gloss_simhash('the quick brown fox');
CREATE TEMP TABLE news AS SELECT 'The ministry of health said on Tuesday that the number of new cases had fallen for the third week in a row, and that schools in the northern provinces would open again on the first of the month, two weeks later than planned.' AS a,
  'The ministry of health said on Wednesday that the number of new cases had fallen for the third week in a row, and that schools in the northern provinces would open again on the first of the month, two weeks later than planned.' AS b,
  'Farmers blocked the motorway near the border for a second day, demanding higher prices for milk and an end to cheap imports; the union of hauliers warned that deliveries to supermarkets would be late and asked the government to step in.' AS c;
SELECT gloss_hamming(gloss_simhash(a), gloss_simhash(b)) < 16 FROM news;
SELECT gloss_hamming(gloss_simhash(a), gloss_simhash(c)) > 20 FROM news;
-- meta
SELECT gloss_version() GLOB '[0-9]*.[0-9]*.[0-9]*';
SELECT gloss_debug() GLOB 'gloss ' || gloss_version() || char(10) || 'build *sqlite ' || sqlite_version() || '*icu *unicode *model lexicon * bytes, hash *';
