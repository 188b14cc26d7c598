#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "BenchmarkPeers.h"

static int parse_as_events(const char *path) {
  xmlParserCtxtPtr parser = xmlCreateFileParserCtxt(path);
  if (!parser) return 66;
  memset(parser->sax, 0, sizeof *parser->sax);
  parser->sax->initialized = XML_SAX2_MAGIC;
  xmlParseDocument(parser);
  int status = parser->wellFormed ? 0 : 65;
  xmlFreeParserCtxt(parser);
  return status;
}

static int parse_into_tree(const char *path) {
  xmlDocPtr document = xmlReadFile(path, NULL, XML_PARSE_NONET);
  if (!document) return 65;
  xmlFreeDoc(document);
  return 0;
}

int peer_parse_files(int count, char *const *paths, int into_trees) {
  xmlInitParser();
  int status = 0;
  for (int i = 0; i < count && status == 0; i++)
    status = into_trees ? parse_into_tree(paths[i]) : parse_as_events(paths[i]);
  return status;
}
