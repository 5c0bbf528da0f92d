package main

import (
	"os"
	"runtime"
	"strconv"
	"strings"
)

// peakMemory returns the most bytes that the program has had: all of the
// process where the system tells, otherwise what Go has asked for.
func peakMemory() int {
	if n, ok := residentPeak(); ok {
		return n
	}
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int(s.Sys)
}

// residentPeak reads what Linux says of this process.
func residentPeak() (bytes int, ok bool) {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	return parsePeak(string(text))
}

// parsePeak finds the most memory that a process has had in Linux's words.
func parsePeak(status string) (bytes int, ok bool) {
	_, rest, ok := strings.Cut(status, "VmHWM:")
	if !ok {
		return 0, false
	}
	kB, err := strconv.Atoi(strings.Fields(rest + " x")[0])
	return kB * 1024, err == nil
}
