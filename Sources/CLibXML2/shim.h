// The part of libxml2 that the program uses, and nothing more: only XMLReading imports it.
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/relaxng.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemastypes.h>

// Where the parser stands. Asked at every event, and asked here, since Swift copies much of the
// parser's context to read one field of it.
static inline long fundcall_parser_offset(const xmlParserCtxt *parser) {
  const xmlParserInput *input = parser->input;
  return input ? (long)input->consumed + (input->cur - input->base) : -1;
}

// The byte under the parser's cursor.
static inline unsigned char fundcall_parser_byte(const xmlParserCtxt *parser) {
  return parser->input ? *parser->input->cur : 0;
}
