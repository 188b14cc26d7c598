// The peers of the benchmark as a program of their own; see BenchmarkPeers.h.
#include <stdio.h>
#include <string.h>

#include "BenchmarkPeers.h"

int main(int count, char **arguments) {
  const char *command = count > 1 ? arguments[1] : "";
  if (count == 3 && strcmp(command, "xml-verdicts") == 0) return peer_xml_verdicts(arguments[2]);
  if (count == 3 && strcmp(command, "json-verdicts") == 0) return peer_json_verdicts(arguments[2]);
  if (strcmp(command, "parse") == 0) return peer_parse_files(count - 2, arguments + 2, 0);
  if (strcmp(command, "parse-trees") == 0) return peer_parse_files(count - 2, arguments + 2, 1);
  if (strcmp(command, "run") == 0) return peer_run(count - 2, arguments + 2);
  fputs(
      "usage: benchmark-peer xml-verdicts FILE | json-verdicts FILE | parse FILE… | "
      "parse-trees FILE… | run REPORT CORES IN OUT ERRORS PROGRAM…\n",
      stderr);
  return 64;
}
