/* frames.c: the table of frames. After the frames of FrameNet (Baker, Fillmore, Lowe 1998) in
** spirit: two roles and a place are all that a tuple of who did what to whom where needs. */
#include "events/frames.h"

#define A ROLE_ACTOR
#define T ROLE_TARGET
#define N ROLE_NONE

static const Frame frames[] = {
    /* name, subject, object, owner, object_place, moved, counted, predicate, whose, target_marks,
       place_marks */
    {"SAY", A, N, A, 0, 0, 0, 0, 0, 0, 0},
    {"TELL", A, T, A, 0, 0, 0, 0, 0, MARK_TO, 0},
    {"SPEECH", A, N, A, 0, 0, 0, 0, 0, MARK_TO, 0},
    {"SIGN", A, N, A, 0, 0, 0, 0, 0, MARK_WITH, 0},
    {"SUPPORT", A, T, A, 0, 0, 0, 0, 1, MARK_TO | MARK_OF, 0},
    {"MEET", A, T, A, 0, 0, 0, 0, 0, MARK_WITH, 0},
    {"GO", A, T, A, 1, 0, 0, 0, 0, MARK_TO, MARK_TO},
    {"CHANGE", A, T, A, 0, 0, 0, 0, 0, 0, 0},
    {"GIVE", A, T, A, 0, 0, 1, 0, 0, MARK_TO, 0},
    {"SEND", A, T, A, 0, 1, 1, 0, 0, MARK_TO | MARK_IN, MARK_TO},
    {"WITHDRAW", A, N, A, 1, 1, 1, 0, 0, 0, MARK_FROM},
    {"ARREST", A, T, T, 0, 0, 1, 0, 0, 0, 0},
    {"APPOINT", A, T, T, 0, 0, 1, 1, 0, 0, 0},
    {"KILL", A, T, T, 0, 0, 1, 0, 0, 0, 0},
    {"ATTACK", A, T, A, 0, 0, 1, 0, 0, MARK_AGAINST | MARK_IN | MARK_TO, 0},
    {"ADVANCE", A, N, A, 0, 0, 0, 0, 0, 0, MARK_TO},
    {"DIE", T, N, T, 0, 0, 1, 0, 0, 0, 0},
    {"RESIGN", A, N, A, 0, 0, 0, 0, 0, 0, 0},
    {"ASK", A, T, A, 0, 0, 0, 0, 0, MARK_TO | MARK_FROM, 0},
    {"ACCUSE", A, T, A, 0, 0, 0, 0, 1, MARK_AGAINST | MARK_TO, 0},
    {"REJECT", A, T, A, 0, 0, 0, 0, 1, MARK_TO, 0},
    {"THREATEN", A, T, A, 0, 0, 0, 0, 0, MARK_AGAINST | MARK_TO, 0},
    {"PROTEST", A, N, A, 0, 0, 1, 0, 0, MARK_AGAINST, 0},
    {"SANCTION", A, T, A, 0, 0, 0, 0, 0, MARK_AGAINST | MARK_TO | MARK_WITH, 0},
    {"EXERCISE", A, N, A, 0, 0, 1, 0, 0, 0, 0},
    {"WAR", A, N, N, 0, 0, 0, 0, 0, MARK_AGAINST | MARK_WITH, 0},
    {"TRADE", A, N, A, 0, 0, 0, 0, 0, MARK_FROM | MARK_TO | MARK_WITH, 0},
    {"TREND", A, N, A, 0, 0, 0, 0, 0, 0, 0},
    {"DAMAGE", T, T, T, 0, 0, 0, 0, 0, 0, 0},
    {"HAPPEN", N, N, N, 0, 0, 0, 0, 0, 0, 0},
    {"", N, N, N, 0, 0, 0, 0, 0, 0, 0},
};

const Frame *frame_find(Text name) {
  const Frame *frame = frames;
  while (*frame->name && !text_is(name, frame->name)) frame++;
  return frame;
}
