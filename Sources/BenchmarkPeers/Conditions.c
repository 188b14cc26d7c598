#include "Consortium.h"

// The 36 eligible countries, as they stand in the call of the benchmark.
static const char eligible_names[36][3] = {
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR",
    "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO",
    "SE", "SI", "SK", "AL", "BA", "IS", "LI", "ME", "MK", "NO", "RS", "TR"};

// One bit for each eligible country, by its two letters.
static uint64_t eligible_bits[26 * 26];

__attribute__((constructor)) static void list_eligible_countries(void) {
  for (int i = 0; i < 36; i++)
    eligible_bits[(eligible_names[i][0] - 'A') * 26 + eligible_names[i][1] - 'A'] = 1ull << i;
}

// Whether `part` is more than `percent` of `whole`.
static bool above(int64_t part, int percent, int64_t whole) {
  return (__int128)part * 100 > (__int128)whole * percent;
}

uint16_t conditions_not_met(const struct consortium *c) {
  int beneficiaries = 0, clusters = 0;
  uint64_t countries = 0;
  int64_t total = 0, for_smes = 0, third_party = 0, indirect = 0, largest_grant = 0;

  for (size_t i = 0; i < c->participant_count; i++) {
    const struct participant *p = &c->participants[i];
    if (p->requested_grant > largest_grant) largest_grant = p->requested_grant;
    if (p->role <= BENEFICIARY) {
      beneficiaries++;
      clusters += p->kind == CLUSTER_ORGANISATION;
      countries |= eligible_bits[p->country];
    }
    if (p->role > AFFILIATED) continue; // only beneficiaries and affiliated entities charge costs
    const struct line *line = &c->lines[p->first_line], *end = line + p->line_count;
    for (; line < end; line++) {
      total += line->amount;
      if (line->for_smes) for_smes += line->amount;
      if (line->category == THIRD_PARTY_SUPPORT) third_party += line->amount;
      if (line->category == INDIRECT) indirect += line->amount;
    }
  }
  int64_t largest_voucher = 0;
  for (size_t i = 0; i < c->award_count; i++)
    if (c->awards[i].form == VOUCHER && c->awards[i].amount > largest_voucher)
      largest_voucher = c->awards[i].amount;

  return (uint16_t)((beneficiaries < 3) << 0 | (__builtin_popcountll(countries) < 3) << 1 |
                    (clusters < 3) << 2 |
                    ((__int128)for_smes * 100 < (__int128)total * 75) << 3 |
                    (largest_voucher > 6000000) << 4 | (c->requested_grant > 140000000) << 5 |
                    (c->duration > 36) << 6 | above(indirect, 7, total) << 7 |
                    above(largest_grant, 40, c->requested_grant) << 8 |
                    ((__int128)third_party * 100 < (__int128)total * 40) << 9);
}
