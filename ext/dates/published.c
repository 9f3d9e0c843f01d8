/* published.c: the day an article gives as its own.
**
** Only lines about the article are asked, in text order: datelines first, then bylines and other
** lines before the article's first paragraph, last the datelines behind it. A date in running text,
** in an advertisement or in a copyright line never counts. */
#include "dates/dates.h"

/* a whole day, resolved: "2022-01-05" or an instant of it */
static int is_day(const Date *date) {
  return date->type <= DATE_TIME && date->first.data && date->first.size >= 10 &&
         date->value.size >= 10 && date->value.data[0] != 'X';
}

/* The first day inside a block of one of the kinds (bits of BlockKind) between two bytes. */
static Text day_in_kind(const Document *doc, uint32_t from, uint32_t to, unsigned kinds) {
  size_t b = 0;
  for (size_t i = 0; i < doc->dates.count; i++) {
    const Date *date = &doc->dates.items[i];
    if (date->span.start < from || date->span.end > to || !is_day(date)) continue;
    while (b < doc->blocks.count && doc->blocks.items[b].span.end < date->span.end) b++;
    if (b < doc->blocks.count && doc->blocks.items[b].span.start <= date->span.start &&
        (kinds >> doc->blocks.items[b].kind & 1))
      return (Text){date->first.data, 10};
  }
  return (Text){NULL, 0};
}

Text dates_published(const Document *doc) {
  uint32_t body = (uint32_t)doc->size, end = (uint32_t)doc->size;
  for (size_t i = doc->blocks.count; i-- > 0;)
    if (doc->blocks.items[i].body) body = doc->blocks.items[i].span.start;
  const unsigned date = 1u << BLOCK_DATELINE;
  const unsigned about = date | 1u << BLOCK_BYLINE | 1u << BLOCK_CAPTION | 1u << BLOCK_OTHER |
                         1u << BLOCK_NAV | 1u << BLOCK_SUBTITLE;
  Text day = day_in_kind(doc, 0, body, date);
  if (!day.data) day = day_in_kind(doc, 0, body, about);
  if (!day.data) day = day_in_kind(doc, body, end, date | 1u << BLOCK_BYLINE);
  return day;
}
