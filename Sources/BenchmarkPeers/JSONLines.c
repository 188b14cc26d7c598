// Reads consortia from JSON, one object a line, in one pass over the bytes of the line.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "Consortium.h"

struct text {
  const char *start;
  size_t length;
};

struct cursor {
  const char *at, *end;
  bool failed;
};

#define KEY(word) (key.length == sizeof word - 1 && memcmp(key.start, word, sizeof word - 1) == 0)

static void blanks(struct cursor *c) {
  while (c->at < c->end && (*c->at == ' ' || *c->at == '\t' || *c->at == '\n' || *c->at == '\r'))
    c->at++;
}

static bool take(struct cursor *c, char byte) {
  blanks(c);
  if (c->at < c->end && *c->at == byte) {
    c->at++;
    return true;
  }
  return false;
}

static void need(struct cursor *c, char byte) {
  if (!take(c, byte)) c->failed = true;
}

// The bytes between the quotes, escapes as they are written.
static struct text string(struct cursor *c) {
  need(c, '"');
  const char *start = c->at;
  while (c->at < c->end && *c->at != '"') c->at += *c->at == '\\' ? 2 : 1;
  if (c->at >= c->end) {
    c->failed = true;
    return (struct text){start, 0};
  }
  return (struct text){start, (size_t)(c->at++ - start)};
}

// A string, a number, or a word such as `true`.
static struct text scalar(struct cursor *c) {
  blanks(c);
  if (c->at < c->end && *c->at == '"') return string(c);
  const char *start = c->at;
  while (c->at < c->end && !strchr(",}] \t\r\n", *c->at)) c->at++;
  if (c->at == start) c->failed = true;
  return (struct text){start, (size_t)(c->at - start)};
}

static void skip(struct cursor *c) {
  blanks(c);
  if (c->at < c->end && (*c->at == '{' || *c->at == '[')) {
    int depth = 0;
    do {
      if (c->at >= c->end) {
        c->failed = true;
        return;
      }
      if (*c->at == '"') {
        string(c);
        continue;
      }
      if (*c->at == '{' || *c->at == '[') depth++;
      if (*c->at == '}' || *c->at == ']') depth--;
      c->at++;
    } while (depth > 0 && !c->failed);
  } else {
    scalar(c);
  }
}

// Goes through the members of an object: `key` is the next one, until there is none.
static bool next_key(struct cursor *c, bool *first, struct text *key) {
  if (c->failed || take(c, '}')) return false;
  if (!*first) need(c, ',');
  *first = false;
  *key = string(c);
  need(c, ':');
  return !c->failed;
}

static bool next_element(struct cursor *c, bool *first) {
  if (c->failed || take(c, ']')) return false;
  if (!*first) need(c, ',');
  *first = false;
  return !c->failed;
}

static void check(struct cursor *c, bool is_right) {
  if (!is_right) c->failed = true;
}

static void read_costs(struct cursor *c, struct draft *draft) {
  need(c, '[');
  for (bool first = true; next_element(c, &first);) {
    struct line *line = draft_add_line(draft);
    struct text key, value;
    need(c, '{');
    for (bool first_key = true; next_key(c, &first_key, &key);) {
      if (KEY("category")) {
        value = scalar(c);
        check(c, read_category(value.start, value.length, &line->category));
      } else if (KEY("amount")) {
        value = scalar(c);
        check(c, read_amount(value.start, value.length, &line->amount));
      } else if (KEY("forSMEs")) {
        value = scalar(c);
        line->for_smes = read_truth(value.start, value.length);
      } else {
        skip(c);
      }
    }
    draft->value.participants[draft->value.participant_count - 1].line_count++;
  }
}

static void read_participants(struct cursor *c, struct draft *draft) {
  need(c, '[');
  for (bool first = true; next_element(c, &first);) {
    struct participant *participant = draft_add_participant(draft);
    participant->first_line = (uint32_t)draft->value.line_count;
    struct text key, value;
    need(c, '{');
    for (bool first_key = true; next_key(c, &first_key, &key);) {
      if (KEY("country")) {
        value = scalar(c);
        check(c, read_country(value.start, value.length, &participant->country));
      } else if (KEY("role")) {
        value = scalar(c);
        check(c, read_role(value.start, value.length, &participant->role));
      } else if (KEY("kind")) {
        value = scalar(c);
        participant->kind = read_kind(value.start, value.length);
      } else if (KEY("requestedGrant")) {
        value = scalar(c);
        check(c, read_amount(value.start, value.length, &participant->requested_grant));
      } else if (KEY("costs")) {
        read_costs(c, draft);
      } else {
        skip(c);
      }
    }
  }
}

static void read_awards(struct cursor *c, struct draft *draft) {
  need(c, '[');
  for (bool first = true; next_element(c, &first);) {
    struct award *award = draft_add_award(draft);
    struct text key, value;
    need(c, '{');
    for (bool first_key = true; next_key(c, &first_key, &key);) {
      if (KEY("form")) {
        value = scalar(c);
        award->form = read_form(value.start, value.length);
      } else if (KEY("amount")) {
        value = scalar(c);
        check(c, read_amount(value.start, value.length, &award->amount));
      } else {
        skip(c);
      }
    }
  }
}

static void read_proposal(struct cursor *c, struct draft *draft) {
  struct text key, value;
  need(c, '{');
  for (bool first = true; next_key(c, &first, &key);) {
    if (KEY("durationMonths")) {
      value = scalar(c);
      check(c, read_number(value.start, value.length, &draft->value.duration));
    } else if (KEY("requestedGrant")) {
      value = scalar(c);
      check(c, read_amount(value.start, value.length, &draft->value.requested_grant));
    } else {
      skip(c);
    }
  }
}

static void read_consortium(struct cursor *c, struct draft *draft) {
  struct text key;
  need(c, '{');
  for (bool first = true; next_key(c, &first, &key);) {
    if (KEY("name")) {
      struct text name = scalar(c);
      draft_name(draft, name.start, name.length);
    } else if (KEY("proposal")) {
      read_proposal(c, draft);
    } else if (KEY("participants")) {
      read_participants(c, draft);
    } else if (KEY("thirdPartySupport")) {
      read_awards(c, draft);
    } else {
      skip(c);
    }
  }
  blanks(c);
  check(c, c->at == c->end);
}

int each_json_line(const char *path, record_body body, void *context) {
  FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
  if (!file) return 66;
  struct draft draft = {0};
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  int status = 0;
  for (long number = 1; (length = getline(&line, &room, file)) > 0; number++) {
    struct cursor cursor = {line, line + length, false};
    draft_clear(&draft);
    read_consortium(&cursor, &draft);
    if (cursor.failed) {
      fprintf(stderr, "line %ld is wrong\n", number);
      status = 65;
    } else if (!body(context, &draft.value)) {
      break;
    }
  }
  if (file != stdin) fclose(file);
  free(line);
  draft_free(&draft);
  return status;
}
