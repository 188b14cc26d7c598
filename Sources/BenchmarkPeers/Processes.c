// Programs are started by a small program and not by the benchmark itself: a process takes over the
// largest memory of the one that it was forked from.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "BenchmarkPeers.h"

extern char **environ;

static int64_t nanoseconds(struct timeval time) {
  return (int64_t)time.tv_sec * 1000000000 + (int64_t)time.tv_usec * 1000;
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void redirect(const char *path, int flags, int descriptor) {
  int opened = open(path, flags, 0666);
  if (opened < 0 || dup2(opened, descriptor) < 0) _exit(66);
  if (opened != descriptor) close(opened);
}

static void keep_to_processors(int count) {
  cpu_set_t allowed, chosen;
  if (count <= 0 || sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  CPU_ZERO(&chosen);
  for (int i = CPU_SETSIZE - 1; i >= 0 && count > 0; i--) {
    if (!CPU_ISSET(i, &allowed)) continue;
    CPU_SET(i, &chosen);
    count--;
  }
  sched_setaffinity(0, sizeof chosen, &chosen);
}

int peer_run(int count, char *const *arguments) {
  if (count < 6) return 64;
  FILE *report = fopen(arguments[0], "w");
  if (!report) return 66;
  int64_t begin = now();
  pid_t child = fork();
  if (child < 0) return 71;
  if (child == 0) {
    fclose(report);
    keep_to_processors(atoi(arguments[1]));
    redirect(arguments[2], O_RDONLY, STDIN_FILENO);
    redirect(arguments[3], O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    redirect(arguments[4], O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
    execvp(arguments[5], arguments + 5);
    _exit(127);
  }
  int status = 0;
  struct rusage usage;
  while (wait4(child, &status, 0, &usage) < 0)
    if (errno != EINTR) return 71;
  int64_t end = now();
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  fprintf(
      report, "%lld %lld %ld %d\n", (long long)(end - begin),
      (long long)(nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime)), usage.ru_maxrss, code);
  return fclose(report) == 0 ? 0 : 74;
}

static const char *next_text(const uint8_t **texts) {
  const char *text = (const char *)*texts;
  *texts += strlen(text) + 1;
  return text;
}

int32_t peer_start(const uint8_t *arguments, size_t count) {
  char **list = calloc(count + 1, sizeof *list);
  if (!list) return -1;
  for (size_t i = 0; i < count; i++) list[i] = (char *)next_text(&arguments);
  pid_t child = -1;
  if (posix_spawnp(&child, list[0], NULL, NULL, list, environ) != 0) child = -1;
  free(list);
  return child;
}

int32_t peer_wait(int32_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int32_t peer_watch_begin(const uint8_t *folders, size_t count) {
  int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (watch < 0) return -1;
  for (size_t i = 0; i < count; i++) {
    // The numbers of the folders are 1, 2, 3 … in the order in which they are added.
    if (inotify_add_watch(watch, next_text(&folders), IN_OPEN) != (int)i + 1) {
      close(watch);
      return -1;
    }
  }
  return watch;
}

size_t peer_watch_end(
    int32_t watch, const uint8_t *folders, size_t count, uint8_t *buffer, size_t size) {
  _Alignas(struct inotify_event) char events[1 << 16];
  size_t written = 0;
  ssize_t length;
  while ((length = read(watch, events, sizeof events)) > 0) {
    for (char *at = events; at < events + length;) {
      const struct inotify_event *event = (const struct inotify_event *)at;
      at += sizeof *event + event->len;
      if (event->len == 0 || (event->mask & IN_ISDIR) || event->wd < 1 || (size_t)event->wd > count)
        continue;
      const uint8_t *rest = folders;
      const char *folder = next_text(&rest);
      for (int i = 1; i < event->wd; i++) folder = next_text(&rest);
      size_t needed = strlen(folder) + strlen(event->name) + 2;
      if (written + needed > size) break;
      written += (size_t)snprintf((char *)buffer + written, size - written, "%s/%s\n", folder, event->name);
    }
  }
  close(watch);
  return written;
}
