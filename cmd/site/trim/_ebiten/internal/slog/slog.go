// Package slog stands in for log/slog: errors are printed, nothing else is.
package slog

import (
	"fmt"
	"os"
)

// Debug does nothing.
func Debug(msg string, args ...any) {}

// Error prints msg and what belongs to it.
func Error(msg string, args ...any) {
	fmt.Fprintln(os.Stderr, append([]any{msg}, args...)...)
}
