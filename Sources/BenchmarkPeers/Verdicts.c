#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "BenchmarkPeers.h"
#include "Consortium.h"

struct peer_set {
  struct consortium *records;
  size_t count, room;
};

static void *copy(const void *bytes, size_t size) {
  void *result = malloc(size ? size : 1);
  if (!result) abort();
  if (size) memcpy(result, bytes, size);
  return result;
}

static bool keep(void *context, const struct consortium *c) {
  peer_set *set = context;
  if (set->count == set->room) {
    set->room = set->room ? set->room * 2 : 1024;
    set->records = realloc(set->records, set->room * sizeof *set->records);
    if (!set->records) abort();
  }
  struct consortium *kept = &set->records[set->count++];
  *kept = *c;
  kept->participants = copy(c->participants, c->participant_count * sizeof *c->participants);
  kept->lines = copy(c->lines, c->line_count * sizeof *c->lines);
  kept->awards = copy(c->awards, c->award_count * sizeof *c->awards);
  return true;
}

typedef int (*each_record)(const char *, record_body, void *);

static peer_set *read_set(const char *path, each_record each) {
  peer_set *set = calloc(1, sizeof *set);
  if (!set) abort();
  if (each(path, keep, set) == 0) return set;
  peer_set_free(set);
  return NULL;
}

peer_set *peer_set_read_xml(const char *path) { return read_set(path, each_xml); }

peer_set *peer_set_read_json(const char *path) { return read_set(path, each_json_line); }

size_t peer_set_count(const peer_set *set) { return set->count; }

void peer_set_evaluate(const peer_set *set, size_t first, size_t count, uint16_t *results) {
  for (size_t i = 0; i < count; i++) results[i] = conditions_not_met(&set->records[first + i]);
}

void peer_set_free(peer_set *set) {
  for (size_t i = 0; i < set->count; i++) {
    free(set->records[i].participants);
    free(set->records[i].lines);
    free(set->records[i].awards);
  }
  free(set->records);
  free(set);
}

static bool print(void *context, const struct consortium *c) {
  bool *all_eligible = context;
  bool is_eligible = conditions_not_met(c) == 0;
  if (!is_eligible) *all_eligible = false;
  fputs(c->name, stdout);
  fputs(is_eligible ? "\teligible\n" : "\tnot-eligible\n", stdout);
  return !ferror(stdout);
}

static int verdicts(const char *path, each_record each) {
  static char buffer[1 << 16];
  setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
  bool all_eligible = true;
  int status = each(path, print, &all_eligible);
  fflush(stdout);
  return status ? status : all_eligible ? 0 : 1;
}

int peer_xml_verdicts(const char *path) { return verdicts(path, each_xml); }

int peer_json_verdicts(const char *path) { return verdicts(path, each_json_line); }
