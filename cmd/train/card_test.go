//go:build !js

package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"zerotoai/cmd/train/course"
	"zerotoai/cmd/train/exam"
)

// number returns the first number that the card has after a text.
func number(t *testing.T, card, after string) float64 {
	t.Helper()
	_, rest, ok := strings.Cut(card, after)
	v, err := strconv.ParseFloat(regexp.MustCompile(`[0-9]+(\.[0-9]+)?`).FindString(rest), 64)
	if !ok || err != nil {
		t.Fatalf("the card says no number after %q", after)
	}
	return v
}

// The card of the model that is shipped says what is measured, but for what
// another processor rounds.
func TestCard(t *testing.T) {
	dir := filepath.Join("..", "..", "static", "model")
	data, err := os.ReadFile(filepath.Join(dir, course.CardFile))
	if err != nil {
		t.Fatal(err)
	}
	w, tok, err := course.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	e, sizes := exam.New(w, course.Shipped(), tok), exam.Whole()
	loss, floor, err := e.Loss(sizes.Rows)
	if err != nil {
		t.Fatal(err)
	}
	card := string(data)
	for after, want := range map[string]float64{"held-out loss | ": loss, "nats a token; the loss is ": 100 * (loss/floor - 1)} {
		if got := number(t, card, after); math.Abs(got-want) > 0.01 {
			t.Errorf("the card says %v after %q, and %v is measured", got, after, want)
		}
	}
	if !strings.Contains(card, fmt.Sprintf("%.4f nats a token; the loss", floor)) {
		t.Errorf("the floor is %.4f", floor)
	}
	if n := (cardData{Report: exam.Report{Config: w.Config}}).Parameters(); !strings.Contains(card, n+" parameters") {
		t.Errorf("there are %s parameters", n)
	}
}

// The guide says of its model how many tokens it has read: as many as the recipe
// and the card say.
func TestTokensRead(t *testing.T) {
	tokens := cardData{Recipe: course.Shipped()}.Tokens() + " million"
	for file, saying := range map[string]string{
		filepath.Join("..", "..", "static", "model", course.CardFile):           "rows of 96 tokens, %s in all",
		filepath.Join("..", "..", "widgets", "chapters", "claude", "phases.go"): "The guide’s model has read %s tokens of the tiny world.",
	} {
		data, err := os.ReadFile(file)
		if want := fmt.Sprintf(saying, tokens); err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s does not say %q (%v)", file, want, err)
		}
	}
}
