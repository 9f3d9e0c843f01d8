-- Blocks: what the article is and what the page is, in a few languages; the headline; the day.
CREATE TABLE page(code TEXT, content TEXT);
INSERT INTO page VALUES('en', 'Bakery reopens after flood | Valley Herald
Bakery reopens after flood
Published 3 March 2021
The oldest bakery of the valley opened its doors again on Wednesday, eleven months after the river had filled its cellar with mud.
Neighbours queued from five in the morning, and by nine o''clock the last loaf of rye bread was gone, the owner said with a smile.
Advertisement
"We would not be here without the people who came with shovels," she added.
Related articles
Comments
Leave a comment
Your email address will not be published.'),
('el', 'Άνοιξε ξανά ο φούρνος μετά την πλημμύρα - valleynews.gr
Άνοιξε ξανά ο φούρνος μετά την πλημμύρα
Ο παλαιότερος φούρνος της κοιλάδας άνοιξε ξανά τις πόρτες του την Τετάρτη, έντεκα μήνες αφότου το ποτάμι γέμισε με λάσπη το υπόγειό του.
Οι γείτονες περίμεναν στην ουρά από τις πέντε το πρωί και μέχρι τις εννέα είχε τελειώσει και το τελευταίο καρβέλι, είπε η ιδιοκτήτρια.
Διαβάστε επίσης
Ακολουθήστε μας στο Facebook
Όροι χρήσης'),
('ar', 'المخبز القديم يفتح أبوابه من جديد بعد الفيضان
فتح أقدم مخبز في الوادي أبوابه من جديد يوم الأربعاء، بعد أحد عشر شهراً من امتلاء قبوه بطين النهر.
ووقف الجيران في الصف منذ الخامسة صباحاً، ونفد آخر رغيف قبل التاسعة، كما قالت صاحبة المخبز مبتسمة.
اقرأ أيضا
شارك على فيسبوك
جميع الحقوق محفوظة');
-- the body begins with the first paragraph, ends with the last, and has no furniture
SELECT gloss_body(content) GLOB 'The oldest bakery*' || char(10) || 'Neighbours*' || char(10) || '"We would not*she added.' FROM page WHERE code = 'en';
SELECT gloss_body(content) GLOB 'Ο παλαιότερος*' || char(10) || 'Οι γείτονες*ιδιοκτήτρια.' FROM page WHERE code = 'el';
SELECT gloss_body(content) GLOB 'فتح أقدم*' || char(10) || 'ووقف*مبتسمة.' FROM page WHERE code = 'ar';
SELECT gloss_title(content) = 'Bakery reopens after flood' FROM page WHERE code = 'en';
SELECT gloss_title(content) = 'Άνοιξε ξανά ο φούρνος μετά την πλημμύρα' FROM page WHERE code = 'el';
SELECT gloss_published(content) = '2021-03-03' FROM page WHERE code = 'en';
SELECT gloss_published(content) IS NULL FROM page WHERE code = 'ar';
-- clean text comes back whole
SELECT gloss_body('Any clean sentence.') = 'Any clean sentence.';
SELECT gloss_body('') = '';
SELECT gloss_body(NULL) IS NULL;
-- kinds are those of the reference, body and score agree
SELECT count(*) = 0 FROM page, gloss_blocks(content) b WHERE b.kind NOT IN ('title','subtitle','byline','dateline','caption','paragraph','heading','list','quote','ad','share','related','comment','nav','legal','subscribe','other');
SELECT count(*) = 0 FROM page, gloss_blocks(content) b WHERE b.score NOT BETWEEN 0 AND 1 OR b.body NOT IN (0, 1);
SELECT kind = 'ad' AND NOT body FROM page, gloss_blocks(content) b WHERE b.text = 'Advertisement';
SELECT kind = 'related' AND NOT body FROM page, gloss_blocks(content) b WHERE b.text = 'اقرأ أيضا';
SELECT kind = 'legal' AND NOT body FROM page, gloss_blocks(content) b WHERE b.text = 'Όροι χρήσης';
-- credits and sources are none of the article's, the dates of a table are
INSERT INTO page VALUES('credits', 'Harbour wall to be rebuilt
The harbour wall that collapsed in the January storms will be rebuilt by next spring, the council said on Monday.
Engineers have found that three of the five piers can be kept, which lowers the cost by about a third.
The wall in February. Photo: Anna Lindholm
Work begins in May and will close the fish market for two weeks, the harbour master said.
The harbour seen from the east © 2024 Anna Lindholm
Fishing boats will use the northern basin until the work is done.
Source: Harbour Authority'), ('dates', 'How the river rose
The table shows the highest level of the river in each month of the flood, as measured at the old bridge by the water office.
Day
1/3/2020
412 cm
1/4/2020
388 cm
1/5/2020
361 cm
1/6/2020
340 cm
1/7/2020
298 cm
1/8/2020
277 cm
The office said that the river had not risen so high since the bridge was built, and that the dykes had held everywhere.');
SELECT group_concat(b.body, '') = '01101010' FROM page, gloss_blocks(content) b WHERE code = 'credits';
SELECT min(b.body) = 1 AND count(*) = 6 FROM page, gloss_blocks(content) b WHERE code = 'dates' AND b.text GLOB '1/?/2020';
-- a hard-wrapped paragraph is one block
SELECT count(*) = 1 FROM gloss_blocks('The ministry of transport said on Monday that it would close the old
bridge over the river for at least six months after engineers found
cracks in two of its pillars. Traffic will be led over the northern
crossing, which is being widened.');
-- every character that is not white space is in exactly one block
SELECT sum(b.length) = (SELECT sum(length(replace(content, char(10), ''))) FROM page) FROM page, gloss_blocks(content) b;
