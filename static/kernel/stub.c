// The stub is what a Go program imports as "kernel". Go's memory exists only
// when the program has been instantiated, and the kernel needs that memory; so
// the program is linked with this module, which calls through a table, and the
// kernel is put into the table afterwards. A call costs two jumps, a fifth of
// what it would through JavaScript.
#include "kernel.h"

// The place of each function in the table. 0 is C's null pointer.
#define PLACE(result, name, parameters, arguments) at_##name,
enum { null, KERNEL(PLACE) };

#define CALL(result, name, parameters, arguments) \
  EXPORT(name) result name parameters { return ((result(*) parameters)at_##name)arguments; }
KERNEL(CALL)
