//go:build !js

package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"zerotoai/cmd/measure/soak"
)

// Two minutes of random input break nothing; the hour that the README tells of is
// played by the command.
func TestSoak(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	var told strings.Builder
	err := soaked(t.Context(), soak.Run{Seed: 7, For: 2 * time.Minute, Log: &told})
	t.Log(told.String())
	switch {
	case err == nil:
	case strings.Contains(err.Error(), "no Chromium") && os.Getenv("ZEROTOAI_ALL") == "":
		t.Skip(err)
	default:
		t.Fatal(err)
	}
}
