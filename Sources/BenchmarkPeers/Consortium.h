// A consortium as structs, with what the ten conditions need and no more.
#ifndef CONSORTIUM_H
#define CONSORTIUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum role { COORDINATOR, BENEFICIARY, AFFILIATED, ASSOCIATED, SUBCONTRACTOR, NO_ROLE };
enum kind { CLUSTER_ORGANISATION, OTHER_KIND };
enum category { THIRD_PARTY_SUPPORT, INDIRECT, OTHER_CATEGORY, NO_CATEGORY };
enum form { VOUCHER, OTHER_FORM };

struct line {
  int64_t amount;
  uint8_t category;
  bool for_smes;
};

struct participant {
  int64_t requested_grant;
  uint32_t first_line, line_count;
  uint16_t country; // (first letter - 'A') * 26 + second letter - 'A'
  uint8_t role, kind;
};

struct award {
  int64_t amount;
  uint8_t form;
};

struct consortium {
  struct participant *participants;
  struct line *lines;
  struct award *awards;
  size_t participant_count, line_count, award_count;
  int64_t requested_grant;
  int32_t duration;
  char name[256];
};

/// A consortium that grows while it is read, and is used again for the next one.
struct draft {
  struct consortium value;
  size_t participant_room, line_room, award_room;
};

void draft_clear(struct draft *draft);
struct participant *draft_add_participant(struct draft *draft);
struct line *draft_add_line(struct draft *draft);
struct award *draft_add_award(struct draft *draft);
void draft_free(struct draft *draft);
void draft_name(struct draft *draft, const char *text, size_t length);

/// What is done with each record; false ends the reading.
typedef bool (*record_body)(void *context, const struct consortium *consortium);

uint16_t conditions_not_met(const struct consortium *consortium);

/// Values as they are written; false where it is no such value.
bool read_amount(const char *text, size_t length, int64_t *cents);
bool read_number(const char *text, size_t length, int32_t *number);
bool read_country(const char *text, size_t length, uint16_t *country);
bool read_role(const char *text, size_t length, uint8_t *role);
bool read_category(const char *text, size_t length, uint8_t *category);
uint8_t read_kind(const char *text, size_t length);
uint8_t read_form(const char *text, size_t length);
bool read_truth(const char *text, size_t length);

int each_xml(const char *path, record_body body, void *context);
int each_json_line(const char *path, record_body body, void *context);

#endif
