#include <stdlib.h>
#include <string.h>

#include "Consortium.h"

// Makes room for one more element; without memory there is no benchmark.
#define ADD(array, count, room)                                                       \
  if (draft->value.count == draft->room) {                                            \
    draft->room = draft->room ? draft->room * 2 : 16;                                 \
    draft->value.array = realloc(draft->value.array, draft->room * sizeof *draft->value.array); \
    if (!draft->value.array) abort();                                                 \
  }                                                                                   \
  memset(&draft->value.array[draft->value.count], 0, sizeof *draft->value.array);     \
  return &draft->value.array[draft->value.count++]

struct participant *draft_add_participant(struct draft *draft) {
  ADD(participants, participant_count, participant_room);
}

struct line *draft_add_line(struct draft *draft) { ADD(lines, line_count, line_room); }

struct award *draft_add_award(struct draft *draft) { ADD(awards, award_count, award_room); }

void draft_clear(struct draft *draft) {
  draft->value.participant_count = draft->value.line_count = draft->value.award_count = 0;
  draft->value.requested_grant = 0;
  draft->value.duration = 0;
  draft->value.name[0] = 0;
}

void draft_free(struct draft *draft) {
  free(draft->value.participants);
  free(draft->value.lines);
  free(draft->value.awards);
}

void draft_name(struct draft *draft, const char *text, size_t length) {
  if (length > sizeof draft->value.name - 1) length = sizeof draft->value.name - 1;
  memcpy(draft->value.name, text, length);
  draft->value.name[length] = 0;
}
