#include <string.h>

#include "Consortium.h"

#define IS(word) (length == sizeof word - 1 && memcmp(text, word, sizeof word - 1) == 0)

bool read_amount(const char *text, size_t length, int64_t *cents) {
  int64_t value = 0;
  size_t i = 0;
  for (; i < length && text[i] >= '0' && text[i] <= '9'; i++) {
    if (i == 16) return false;
    value = value * 10 + (text[i] - '0');
  }
  if (i == 0) return false;
  int decimals = 0;
  if (i < length && text[i] == '.') {
    for (i++; i < length && text[i] >= '0' && text[i] <= '9' && decimals < 2; i++, decimals++)
      value = value * 10 + (text[i] - '0');
    if (decimals == 0) return false;
  }
  for (; decimals < 2; decimals++) value *= 10;
  *cents = value;
  return i == length;
}

bool read_number(const char *text, size_t length, int32_t *number) {
  int32_t value = 0;
  if (length == 0 || length > 8) return false;
  for (size_t i = 0; i < length; i++) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  *number = value;
  return true;
}

bool read_country(const char *text, size_t length, uint16_t *country) {
  if (length != 2 || text[0] < 'A' || text[0] > 'Z' || text[1] < 'A' || text[1] > 'Z') return false;
  *country = (uint16_t)((text[0] - 'A') * 26 + (text[1] - 'A'));
  return true;
}

bool read_role(const char *text, size_t length, uint8_t *role) {
  *role = IS("beneficiary") ? BENEFICIARY
      : IS("coordinator")   ? COORDINATOR
      : IS("affiliated")    ? AFFILIATED
      : IS("associated")    ? ASSOCIATED
      : IS("subcontractor") ? SUBCONTRACTOR
                            : NO_ROLE;
  return *role != NO_ROLE;
}

bool read_category(const char *text, size_t length, uint8_t *category) {
  *category = IS("third-party-support") ? THIRD_PARTY_SUPPORT
      : IS("indirect")                  ? INDIRECT
      : IS("personnel") || IS("travel") || IS("subcontracting") || IS("equipment") ||
              IS("goods-and-services") || IS("in-kind") || IS("lump-sum")
          ? OTHER_CATEGORY
          : NO_CATEGORY;
  return *category != NO_CATEGORY;
}

uint8_t read_kind(const char *text, size_t length) {
  return IS("cluster-organisation") ? CLUSTER_ORGANISATION : OTHER_KIND;
}

uint8_t read_form(const char *text, size_t length) { return IS("voucher") ? VOUCHER : OTHER_FORM; }

bool read_truth(const char *text, size_t length) { return IS("true"); }
