-- articles.sql: score gloss on the articles of tests/articles; run by articles.sh.
--
-- The articles are our own, written to be as messy as scraped text is. Beside ll-nn.txt stands
-- ll-nn.tsv with what a careful reader expects, a line each, columns by TABs, empty ones at the
-- end left out:
--
--   language   tag
--   published  day                       title   headline, without the site's name
--   line       number kind body          every line that is not blank, from 1; body 1, 0, or empty
--                                        (headlines: not scored)
--   entity     text which types id       types: PER ORG LOC NORP MISC, any of the named is right;
--                                        id: Wikidata, only where certain
--   date       text which type value first
--   number     text which value
--   quote      text which kind speaker   "first words [...] last words"; without its marks;
--                                        direct and partial: indirect speech is not annotated
--   event      text which types modality actor target place
--                                        text: the trigger; types and modality: any is right;
--                                        actor, target, place as written in the article
--
-- `which` says which of the text's occurrences in the file are meant: 1, 2 ... or 2,3 or * for
-- all but those inside a longer one of the same layer. A layer with a '?' (event?) is debatable:
-- found or not, it does not count. Only what lies in headlines, standfirsts and body is scored.
-- Conventions: names without titles; a ministry, court or central bank with its country is one
-- ORG, of a government or parliament only the demonym counts; Arabic proclitics stay outside;
-- troops sent to help a state are AID, their leaving is RETREAT; nobody's event is left out
-- because a program would miss it.
--
-- Overlap means one character shared; a quotation is met when the shared part is at least 80 % of
-- both. F1 is over all articles together.

CREATE TEMP TABLE file AS
  SELECT replace(replace(name, rtrim(:folder, '/') || '/', ''), '.txt', '') AS doc,
         CAST(data AS TEXT) AS text,
         CAST(readfile(replace(name, '.txt', '.tsv')) AS TEXT) AS expected
  FROM fsdir(:folder) WHERE name LIKE '%.txt' ORDER BY name;

CREATE TEMP TABLE row_ AS
  SELECT f.doc, l.key AS row,
         json_extract(l.value, '$[0]') AS layer, json_extract(l.value, '$[1]') AS a,
         json_extract(l.value, '$[2]') AS b, json_extract(l.value, '$[3]') AS c,
         json_extract(l.value, '$[4]') AS d, json_extract(l.value, '$[5]') AS e,
         json_extract(l.value, '$[6]') AS g, json_extract(l.value, '$[7]') AS h
  FROM file f, json_each('[["' || replace(replace(
         substr(json_quote(rtrim(f.expected, char(10))), 2,
                length(json_quote(rtrim(f.expected, char(10)))) - 2),
         '\n', '"],["'), '\t', '","') || '"]]') l;

CREATE TEMP TABLE doc AS
  SELECT f.doc, f.text,
         (SELECT a FROM row_ r WHERE r.doc = f.doc AND layer = 'language') AS language,
         (SELECT a FROM row_ r WHERE r.doc = f.doc AND layer = 'published') AS published,
         (SELECT a FROM row_ r WHERE r.doc = f.doc AND layer = 'title') AS title
  FROM file f;

-- lines with their positions
CREATE TEMP TABLE line AS
  WITH RECURSIVE cut(doc, number, start, stop, text) AS (
    SELECT doc, 1, 1, instr(text, char(10)), text FROM doc
    UNION ALL
    SELECT doc, number + 1, stop + 1,
           stop + instr(substr(text, stop + 1), char(10)), text
    FROM cut WHERE stop < length(text))
  SELECT c.doc, c.number, c.start, c.stop - c.start AS length, r.b AS kind,
         CAST(nullif(r.c, '') AS INTEGER) AS body,
         coalesce(r.c, '') <> '0' AS content -- headline, standfirst or body
  FROM cut c JOIN row_ r ON r.doc = c.doc AND r.layer = 'line' AND CAST(r.a AS INTEGER) = c.number;
CREATE INDEX temp.line_i ON line(doc, start);

-- expected spans
CREATE TEMP TABLE gold AS
  WITH RECURSIVE
  span(doc, row, first, last) AS (
    SELECT doc, row, iif(instr(a, ' [...] '), substr(a, 1, instr(a, ' [...] ') - 1), a),
           iif(instr(a, ' [...] '), substr(a, instr(a, ' [...] ') + 7), NULL)
    FROM row_ WHERE rtrim(layer, '?') IN ('entity','date','number','quote','event')),
  hit(doc, row, first, last, k, start) AS (
    SELECT s.doc, row, first, last, 1, instr(t.text, first) FROM span s JOIN doc t USING (doc)
    UNION ALL
    SELECT h.doc, row, first, last, k + 1,
           start + nullif(instr(substr(t.text, start + 1), first), 0)
    FROM hit h JOIN doc t USING (doc) WHERE start > 0)
  SELECT h.doc, h.row, rtrim(r.layer, '?') AS layer, r.layer LIKE '%?' AS debatable, h.start,
         length(first) + iif(last IS NULL, 0,
           instr(substr(t.text, h.start + length(first)), last) - 1 + length(last)) AS length,
         r.a AS text, r.b AS which, r.c, r.d, r.e, r.g, r.h
  FROM hit h JOIN row_ r ON r.doc = h.doc AND r.row = h.row JOIN doc t ON t.doc = h.doc
  WHERE h.start > 0 AND (r.b = '*' OR ',' || r.b || ',' LIKE '%,' || h.k || ',%');
CREATE INDEX temp.gold_i ON gold(doc, layer, start);
DELETE FROM gold WHERE which = '*' AND EXISTS(
  SELECT 1 FROM gold o WHERE o.doc = gold.doc AND o.layer = gold.layer AND o.start <= gold.start
  AND o.start + o.length >= gold.start + gold.length AND o.length > gold.length);
DELETE FROM gold WHERE NOT EXISTS(SELECT 1 FROM line l WHERE l.doc = gold.doc AND l.content
  AND l.start <= gold.start AND gold.start < l.start + l.length);

-- what gloss finds
CREATE TEMP TABLE found(doc, layer, start, length, text, type, value, id, modality,
  actor, actor_start, actor_length, target, target_start, target_length, place);
INSERT INTO found(doc, layer, start, length, text, type, value, id)
  SELECT doc, 'entity', x.start, x.length, x.text, x.type, x.name, x.id
  FROM doc d, gloss_entities(d.text, d.language, d.published) x;
INSERT INTO found(doc, layer, start, length, text, type, value, id)
  SELECT doc, 'date', x.start, x.length, x.text, x.type, x.value, x.first
  FROM doc d, gloss_dates(d.text, d.language, d.published) x;
INSERT INTO found(doc, layer, start, length, text, type, value)
  SELECT doc, 'number', x.start, x.length, x.text, x.kind, x.value
  FROM doc d, gloss_quantities(d.text, d.language, d.published) x WHERE x.kind <> 'ordinal';
INSERT INTO found(doc, layer, start, length, text, type, actor, actor_start, actor_length)
  SELECT doc, 'quote', x.start, x.length, x.text, x.kind, x.speaker, x.speaker_start,
         x.speaker_length
  FROM doc d, gloss_quotes(d.text, d.language, d.published) x WHERE x.kind <> 'indirect';
INSERT INTO found
  SELECT doc, 'event', x.start, x.length, x.text, x.type, x.date, NULL, x.modality,
         x.actor, x.actor_start, x.actor_length, x.target, x.target_start, x.target_length, x.place
  FROM doc d, gloss_events(d.text, d.language, d.published) x;
CREATE INDEX temp.found_i ON found(doc, layer, start);
DELETE FROM found WHERE NOT EXISTS(SELECT 1 FROM line l WHERE l.doc = found.doc AND l.content
  AND l.start <= found.start AND found.start < l.start + l.length);

-- pairs that meet
CREATE TEMP TABLE met AS
  SELECT g.rowid AS gold, f.rowid AS found, g.doc, g.layer, g.debatable,
    CASE g.layer
      WHEN 'entity' THEN ' ' || g.c || ' ' LIKE '% ' || f.type || ' %'
      WHEN 'date' THEN f.value IS g.d OR substr(f.id, 1, 10) IS coalesce(g.e, g.d)
      WHEN 'number' THEN abs(f.value - CAST(g.c AS REAL)) <= 1e-6 * abs(f.value)
      WHEN 'event' THEN ' ' || g.c || ' ' LIKE '% ' || f.type || ' %'
      ELSE f.type IS g.c END AS right,
    g.layer <> 'quote' OR min(f.start + f.length, g.start + g.length) - max(f.start, g.start)
      >= 0.8 * max(f.length, g.length) AS meets
  FROM gold g JOIN found f ON f.doc = g.doc AND f.layer = g.layer
    AND f.start < g.start + g.length AND g.start < f.start + f.length;
CREATE INDEX temp.met_gold ON met(gold);
CREATE INDEX temp.met_found ON met(found);

CREATE TEMP TABLE score(measure TEXT, language TEXT, gold REAL, found REAL, hit REAL);
-- F1 measures: name, layer, must the pair be right?
CREATE TEMP TABLE f1(measure, layer, strict);
INSERT INTO f1 VALUES ('entities overlap', 'entity', 0), ('entities type', 'entity', 1),
  ('dates', 'date', 0), ('dates value', 'date', 1), ('quantities value', 'number', 1),
  ('quotes', 'quote', 0), ('events trigger', 'event', 0), ('events type', 'event', 1);
INSERT INTO score
  SELECT measure, d.language, count(*), 0,
         sum(EXISTS(SELECT 1 FROM met m WHERE m.gold = g.rowid AND m.meets
                    AND (m.right OR NOT strict)))
  FROM f1 JOIN gold g USING (layer) JOIN doc d USING (doc) WHERE NOT debatable
  GROUP BY measure, d.language;
INSERT INTO score
  SELECT measure, d.language, 0, count(*), 0
  FROM f1 JOIN found f USING (layer) JOIN doc d USING (doc)
  WHERE NOT EXISTS(SELECT 1 FROM met m WHERE m.found = f.rowid AND m.debatable)
     OR EXISTS(SELECT 1 FROM met m WHERE m.found = f.rowid AND NOT m.debatable)
  GROUP BY measure, d.language;
-- share measures: gold = found = number of cases, so that F1 is the share
INSERT INTO score SELECT 'language', language, count(*), count(*),
    sum(gloss_language(text) = language) FROM doc GROUP BY language;
CREATE TEMP TABLE body_line AS -- the articles' own lines, without quotations in other languages
  SELECT l.doc, d.language, l.start, substr(d.text, l.start, l.length) AS text
  FROM line l JOIN doc d USING (doc) WHERE l.body;
INSERT INTO score SELECT 'language sentences', b.language, count(*), count(*),
    sum(gloss_language(s.text) = b.language)
  FROM body_line b, gloss_sentences(b.text, b.language) s WHERE length(s.text) >= 30
  GROUP BY b.language;
CREATE TEMP TABLE long_word AS -- words of five letters and more, and the next such word
  SELECT b.language, w.fold, w.text,
         lead(w.text) OVER (PARTITION BY b.doc, b.start ORDER BY w.start) AS next
  FROM body_line b, gloss_tokens(b.text, b.language) w
  WHERE w.kind = 'word' AND length(w.text) >= 5;
INSERT INTO score SELECT 'language words', language, count(*), count(*),
    sum(gloss_language(text) = language) FROM (SELECT DISTINCT language, fold, text FROM long_word)
  GROUP BY language;
INSERT INTO score SELECT 'language pairs', language, count(*), count(*),
    sum(gloss_language(text || ' ' || next) = language) FROM long_word WHERE next <> ''
  GROUP BY language;
INSERT INTO score SELECT 'title', language, count(*), count(*),
    sum(gloss_title(text) IS title) FROM doc GROUP BY language;
INSERT INTO score SELECT 'published', language, count(*), count(*),
    sum(substr(gloss_published(text), 1, 10) IS published) FROM doc GROUP BY language;
CREATE TEMP TABLE block_ AS
  SELECT d.doc, b.start, b.length, b.kind, b.body FROM doc d, gloss_blocks(d.text, d.language) b;
CREATE INDEX temp.block_i ON block_(doc, start);
CREATE TEMP TABLE kept AS
  SELECT l.*, d.language, (SELECT b.rowid FROM block_ b WHERE b.doc = l.doc
    AND b.start <= l.start + l.length / 2 AND l.start + l.length / 2 < b.start + b.length
    ORDER BY b.start DESC LIMIT 1) AS block
  FROM line l JOIN doc d USING (doc);
INSERT INTO score
  SELECT 'lines kind', k.language, count(*), count(*), sum(coalesce(b.kind = k.kind, 0))
  FROM kept k LEFT JOIN block_ b ON b.rowid = k.block GROUP BY k.language;
INSERT INTO score
  SELECT 'lines body', k.language, sum(k.body), sum(coalesce(b.body, 0)),
         sum(k.body AND coalesce(b.body, 0))
  FROM kept k LEFT JOIN block_ b ON b.rowid = k.block WHERE k.body IS NOT NULL GROUP BY k.language;
INSERT INTO score
  SELECT 'lines furniture', k.language, sum(NOT k.body), sum(NOT coalesce(b.body, 0)),
         sum(NOT k.body AND NOT coalesce(b.body, 0))
  FROM kept k LEFT JOIN block_ b ON b.rowid = k.block WHERE k.body IS NOT NULL GROUP BY k.language;
INSERT INTO score
  SELECT 'entities linked', d.language, count(*), count(*),
         sum(EXISTS(SELECT 1 FROM met m JOIN found f ON f.rowid = m.found
                    WHERE m.gold = g.rowid AND f.id IS g.d))
  FROM gold g JOIN doc d USING (doc) WHERE layer = 'entity' AND g.d LIKE 'Q%' AND NOT debatable
  GROUP BY d.language;
-- of what was met: kind and speaker of quotations; modality and participants of events
INSERT INTO score
  SELECT 'quote kind', d.language, count(*), count(*), sum(right)
  FROM met m JOIN doc d USING (doc) WHERE layer = 'quote' AND meets AND NOT debatable
  GROUP BY d.language;
INSERT INTO score
  SELECT 'quote speaker', d.language, count(*), count(*),
         sum(coalesce(instr(substr(d.text, f.actor_start, f.actor_length), g.d)
                      OR instr(g.d, substr(d.text, f.actor_start, nullif(f.actor_length, 0))), 0))
  FROM met m JOIN gold g ON g.rowid = m.gold JOIN found f ON f.rowid = m.found
       JOIN doc d ON d.doc = m.doc
  WHERE m.layer = 'quote' AND m.meets AND NOT m.debatable AND g.d <> '' GROUP BY d.language;
CREATE TEMP TABLE event_ AS -- each expected event with the best it met
  SELECT g.rowid AS gold, d.language, d.text, g.d AS modality, g.e AS actor, g.g AS target,
         g.h AS place, d.doc,
         (SELECT found FROM met m WHERE m.gold = g.rowid AND m.right LIMIT 1) AS found
  FROM gold g JOIN doc d USING (doc) WHERE layer = 'event' AND NOT debatable;
INSERT INTO score
  SELECT 'event modality', language, count(*), count(*),
         sum(' ' || e.modality || ' ' LIKE '% ' || f.modality || ' %')
  FROM event_ e JOIN found f ON f.rowid = e.found GROUP BY language;
INSERT INTO score
  SELECT 'event actor', language, count(*), count(*),
         sum(coalesce(instr(substr(e.text, f.actor_start, f.actor_length), e.actor)
                      OR instr(e.actor, substr(e.text, f.actor_start, nullif(f.actor_length, 0)))
                      OR f.actor = e.actor, 0))
  FROM event_ e JOIN found f ON f.rowid = e.found WHERE e.actor <> '' GROUP BY language;
INSERT INTO score
  SELECT 'event target', language, count(*), count(*),
         sum(coalesce(instr(substr(e.text, f.target_start, f.target_length), e.target)
                      OR instr(e.target, substr(e.text, f.target_start, nullif(f.target_length, 0)))
                      OR f.target = e.target, 0))
  FROM event_ e JOIN found f ON f.rowid = e.found WHERE e.target <> '' GROUP BY language;
INSERT INTO score
  SELECT 'event place', e.language, count(*), count(*),
         sum(f.place IS NOT NULL AND (f.place = e.place OR EXISTS(
           SELECT 1 FROM found n WHERE n.doc = e.doc AND n.layer = 'entity'
           AND n.value = f.place AND (instr(n.text, e.place) OR instr(e.place, n.text)))))
  FROM event_ e JOIN found f ON f.rowid = e.found WHERE e.place <> '' GROUP BY e.language;

-- floors: a little under what was measured when they were set
CREATE TEMP TABLE floor(place INTEGER PRIMARY KEY, measure TEXT, least REAL);
INSERT INTO floor(measure, least) VALUES
  ('language', 96), ('language sentences', 98), ('language words', 84), ('language pairs', 92),
  ('title', 90), ('published', 86),
  ('lines kind', 93), ('lines body', 97), ('lines furniture', 98),
  ('entities overlap', 89), ('entities type', 82), ('entities linked', 85),
  ('dates', 92), ('dates value', 81), ('quantities value', 92),
  ('quotes', 93), ('quote kind', 84), ('quote speaker', 86),
  ('events trigger', 84), ('events type', 81), ('event modality', 86),
  ('event actor', 80), ('event target', 66), ('event place', 60);

.mode list
.separator " "
SELECT printf('%-18s %5.1f  P %5.1f  R %5.1f  of %4d  floor %4.1f  %s', measure,
    200 * sum(hit) / max(1, sum(gold) + sum(found)), 100 * sum(hit) / max(1, sum(found)),
    100 * sum(hit) / max(1, sum(gold)), sum(gold), least,
    iif(200 * sum(hit) / max(1, sum(gold) + sum(found)) >= least, 'ok', 'UNDER THE FLOOR'))
FROM floor JOIN score USING (measure) GROUP BY place;
SELECT 'measures without a case:', count(*) FROM floor
WHERE measure NOT IN (SELECT measure FROM score WHERE gold > 0) HAVING count(*);
SELECT printf('%-8s', language) || group_concat(printf(' %s %3.0f',
    replace(replace(replace(measure, 'entities overlap', 'entities'), 'lines body', 'body'),
            'events type', 'events'), 200 * hit / max(1, gold + found)), '')
FROM (SELECT language, measure, sum(hit) AS hit, sum(gold) AS gold, sum(found) AS found
      FROM score JOIN floor USING (measure)
      WHERE measure IN ('lines body','entities overlap','dates value','quotes','events type')
      GROUP BY language, measure ORDER BY language, place)
GROUP BY language;
