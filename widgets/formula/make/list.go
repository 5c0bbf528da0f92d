//go:build ignore

// List prints the formulas of the chapters' text and of extra.txt as lines of
// JSON, each once and in a fixed order.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zerotoai/widgets/doc/markdown"
)

// A formula is TeX and whether it stands in lines of its own.
type formula struct {
	TeX     string `json:"tex"`
	Display bool   `json:"display"`
}

func main() {
	found := map[formula]bool{}
	if err := errors.Join(chapters(found, "../../chapters"), extra(found, "extra.txt")); err != nil {
		log.Fatal(err)
	}
	all := slices.SortedFunc(maps.Keys(found), func(a, b formula) int {
		return strings.Compare(fmt.Sprint(a.TeX, a.Display), fmt.Sprint(b.TeX, b.Display))
	})
	out := json.NewEncoder(os.Stdout)
	for _, f := range all {
		out.Encode(f)
	}
}

func chapters(found map[formula]bool, root string) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".md" {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text, err := markdown.Parse(b)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		inline, display := text.Math()
		for _, tex := range inline {
			found[formula{tex, false}] = true
		}
		for _, tex := range display {
			found[formula{tex, true}] = true
		}
		return nil
	})
}

func extra(found map[formula]bool, path string) error {
	b, err := os.ReadFile(path)
	for line := range strings.Lines(string(b)) {
		kind, tex, _ := strings.Cut(strings.TrimSpace(line), " ")
		if kind == "inline" || kind == "display" {
			found[formula{strings.Join(strings.Fields(tex), " "), kind == "display"}] = true
		}
	}
	return err
}
