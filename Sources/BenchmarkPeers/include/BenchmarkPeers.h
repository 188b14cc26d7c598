// What a person would write in C for one purpose alone, to measure fundcall against: consortia read
// into structs, and the ten conditions of the benchmark's call over them. Amounts are whole cents.
#ifndef BENCHMARK_PEERS_H
#define BENCHMARK_PEERS_H

#include <stddef.h>
#include <stdint.h>

/// Consortia in memory.
typedef struct peer_set peer_set;

/// Reads all consortia of an XML file; a null pointer where the file is wrong.
peer_set *peer_set_read_xml(const char *path);

/// The same for one JSON object a line.
peer_set *peer_set_read_json(const char *path);

/// How many consortia there are.
size_t peer_set_count(const peer_set *set);

/// Evaluates the ten conditions over `count` consortia from the one at `first`. Bit n of a result is
/// set where condition n, counted from 0, is not met; 0 is eligible.
void peer_set_evaluate(const peer_set *set, size_t first, size_t count, uint16_t *results);

/// Frees the consortia.
void peer_set_free(peer_set *set);

/// Reads a file of consortia (`-` is standard input) and writes one line a record to standard output:
/// the name, a tab, and the verdict. Gives the exit status.
int peer_xml_verdicts(const char *path);

/// The same for one JSON object a line.
int peer_json_verdicts(const char *path);

/// Parses XML files and does nothing else: as events that nobody hears, or into trees.
/// Gives the exit status.
int peer_parse_files(int count, char *const *paths, int into_trees);

/// Runs a program and writes what it took to a file: nanoseconds of the clock and of the processors,
/// the largest memory in kilobytes, and the exit status. `arguments` begins with that file, the number
/// of processors to keep to (0 for all), and the files for standard input, output and errors; the
/// program and its own arguments follow. Gives the exit status.
int peer_run(int count, char *const *arguments);

/// Starts a program without waiting for it; `arguments` are `count` texts, each ended by a zero byte.
/// Gives its process id, or a value below zero.
int32_t peer_start(const uint8_t *arguments, size_t count);

/// Waits for a program that was started; gives its exit status, or a value below zero.
int32_t peer_wait(int32_t process);

/// Watches folders for files that are opened, until `peer_watch_end`; -1 where the system cannot.
/// `folders` are `count` texts, each ended by a zero byte.
int32_t peer_watch_begin(const uint8_t *folders, size_t count);

/// Ends a watch: writes the paths that were opened since to `buffer`, one a line, each once for each
/// opening. Gives the number of bytes, at most `size`.
size_t peer_watch_end(int32_t watch, const uint8_t *folders, size_t count, uint8_t *buffer, size_t size);

#endif
