// Reads consortia with libxml2's SAX2 interface, the fastest that it has: names are compared as
// pointers into the parser's dictionary, and nothing is copied but what the structs hold.
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <string.h>

#include "Consortium.h"

struct names {
  const xmlChar *consortium, *proposal, *participant, *cost, *award;
  const xmlChar *name, *country, *role, *kind, *requested_grant, *duration_months;
  const xmlChar *category, *amount, *for_smes, *form;
};

struct reading {
  xmlParserCtxtPtr parser;
  struct names names;
  struct draft draft;
  record_body body;
  void *context;
  bool failed;
};

static void fail(struct reading *reading, const char *what) {
  if (!reading->failed) fprintf(stderr, "wrong %s in line %d\n", what, xmlSAX2GetLineNumber(reading->parser));
  reading->failed = true;
  xmlStopParser(reading->parser);
}

static void start_element(
    void *context, const xmlChar *element, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
    const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes) {
  struct reading *reading = context;
  const struct names *names = &reading->names;
  struct draft *draft = &reading->draft;
#define EACH_ATTRIBUTE                                                             \
  for (int i = 0; i < count; i++, attributes += 5)                                 \
    for (const xmlChar *key = attributes[0], *once = key; once; once = NULL)
#define TEXT (const char *)attributes[3], (size_t)(attributes[4] - attributes[3])

  if (element == names->cost) {
    if (draft->value.participant_count == 0) return fail(reading, "cost");
    struct line *line = draft_add_line(draft);
    EACH_ATTRIBUTE {
      if (key == names->category) {
        if (!read_category(TEXT, &line->category)) return fail(reading, "category");
      } else if (key == names->amount) {
        if (!read_amount(TEXT, &line->amount)) return fail(reading, "amount");
      } else if (key == names->for_smes) {
        line->for_smes = read_truth(TEXT);
      }
    }
    draft->value.participants[draft->value.participant_count - 1].line_count++;
  } else if (element == names->participant) {
    struct participant *participant = draft_add_participant(draft);
    participant->first_line = (uint32_t)draft->value.line_count;
    EACH_ATTRIBUTE {
      if (key == names->country) {
        if (!read_country(TEXT, &participant->country)) return fail(reading, "country");
      } else if (key == names->role) {
        if (!read_role(TEXT, &participant->role)) return fail(reading, "role");
      } else if (key == names->kind) {
        participant->kind = read_kind(TEXT);
      } else if (key == names->requested_grant) {
        if (!read_amount(TEXT, &participant->requested_grant)) return fail(reading, "grant");
      }
    }
  } else if (element == names->award) {
    struct award *award = draft_add_award(draft);
    EACH_ATTRIBUTE {
      if (key == names->form) {
        award->form = read_form(TEXT);
      } else if (key == names->amount) {
        if (!read_amount(TEXT, &award->amount)) return fail(reading, "amount");
      }
    }
  } else if (element == names->proposal) {
    EACH_ATTRIBUTE {
      if (key == names->duration_months) {
        if (!read_number(TEXT, &draft->value.duration)) return fail(reading, "duration");
      } else if (key == names->requested_grant) {
        if (!read_amount(TEXT, &draft->value.requested_grant)) return fail(reading, "grant");
      }
    }
  } else if (element == names->consortium) {
    draft_clear(draft);
    EACH_ATTRIBUTE {
      if (key == names->name) draft_name(draft, TEXT);
    }
  }
}

static void end_element(
    void *context, const xmlChar *element, const xmlChar *prefix, const xmlChar *uri) {
  struct reading *reading = context;
  if (element != reading->names.consortium) return;
  if (!reading->body(reading->context, &reading->draft.value)) {
    reading->failed = true;
    xmlStopParser(reading->parser);
  }
}

int each_xml(const char *path, record_body body, void *context) {
  xmlInitParser();
  struct reading reading = {.body = body, .context = context};
  xmlParserCtxtPtr parser = xmlCreateFileParserCtxt(path);
  if (!parser) return 66;
  reading.parser = parser;
#define NAME(field, text) \
  reading.names.field = xmlDictLookup(parser->dict, (const xmlChar *)text, sizeof text - 1)
  NAME(consortium, "consortium");
  NAME(proposal, "proposal");
  NAME(participant, "participant");
  NAME(cost, "cost");
  NAME(award, "award");
  NAME(name, "name");
  NAME(country, "country");
  NAME(role, "role");
  NAME(kind, "kind");
  NAME(requested_grant, "requested-grant");
  NAME(duration_months, "duration-months");
  NAME(category, "category");
  NAME(amount, "amount");
  NAME(for_smes, "for-smes");
  NAME(form, "form");
  memset(parser->sax, 0, sizeof *parser->sax);
  parser->sax->initialized = XML_SAX2_MAGIC;
  parser->sax->startElementNs = start_element;
  parser->sax->endElementNs = end_element;
  parser->userData = &reading;
  xmlParseDocument(parser);
  bool failed = reading.failed || !parser->wellFormed;
  xmlFreeParserCtxt(parser);
  draft_free(&reading.draft);
  return failed ? 65 : 0;
}
