//go:build !js

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Another file than the one that is to be measured is refused.
func TestPlaygroundSource(t *testing.T) {
	file := filepath.Join(t.TempDir(), "nn.ts")
	if err := os.WriteFile(file, []byte("export const buildNetwork = 0;"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := playgroundSource(t.Context(), file); err == nil || !strings.Contains(err.Error(), "SHA-256") {
		t.Errorf("the error is %v", err)
	}
}

// The task has both classes, in numbers that are alike.
func TestCircle(t *testing.T) {
	sum := 0.0
	for _, p := range circle() {
		sum += p[2]
	}
	if n := len(circle()); n != 500 || max(sum, -sum) > 50 {
		t.Errorf("of %d points the labels sum up to %v", n, sum)
	}
}
