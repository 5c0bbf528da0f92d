package workshop

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/corpus"
	"zerotoai/engine/job"
)

// The floor is the mean surprise at the targets of the rows that the training
// reads.
func TestFloor(t *testing.T) {
	s := tiny(t)
	const rowsRead = 6
	steps, _, _, over := finish(begin(t, s.Floor(rowsRead).Start()))
	if len(steps) != rowsRead || over != (job.Done{}) {
		t.Fatalf("%v, %v", steps, over)
	}
	r := worldRows(tokenizer(t), s.Seed, random)
	length := s.Training.Length
	for n, step := range steps {
		tokens, targets := make([]int, length), make([]int, length)
		r.Row(n, tokens, targets)
		ids, nats := told(t, s.Seed, n, tokens)
		if !slices.Equal(ids, targets) {
			t.Fatalf("row %d goes on with %v, not %v", n, targets, ids)
		}
		want := 0.0
		for _, v := range nats {
			want += v / float64(length)
		}
		if math.Abs(step.Loss-want) > 1e-9 || step.Step != n+1 {
			t.Errorf("row %d: %v, want %v", n, step, want)
		}
	}
}

// told writes the texts of a row anew, and returns the tokens after the first
// with the surprise at each.
func told(t *testing.T, seed uint64, row int, tokens []int) (ids []int, nats []float64) {
	t.Helper()
	tok, source := tokenizer(t), corpus.World().Source("text", corpus.Training)
	end, _ := tok.Special(corpus.End)
	cut := func(unit string) []int {
		if unit == corpus.End {
			return []int{end}
		}
		return tok.Encode(unit)
	}
	if tokens[0] == end {
		ids, nats = []int{end}, []float64{0}
	}
	for draw := random(seed, uint64(row)).Float64; len(ids) <= len(tokens); {
		text := source.Write(draw).Text
		more, ok := source.Surprise(text, cut)
		if !ok {
			t.Fatalf("the world cannot read %q", text)
		}
		ids, nats = append(append(ids, tok.Encode(text)...), end), append(nats, more...)
	}
	return ids[1 : len(tokens)+1], nats[1 : len(tokens)+1]
}

func TestFloorRefuses(t *testing.T) {
	good := tiny(t).Floor(1)
	for why, spoil := range map[string]func(*Floor){
		"rows of 0 tokens": func(s *Floor) { s.Length = 0 },
		"-1 rows":          func(s *Floor) { s.Rows = -1 },
		"rows of 9999":     func(s *Floor) { s.Length = 9999 },
		"token":            func(s *Floor) { s.Tokenizer = []byte(`{}`) },
	} {
		s := good
		spoil(&s)
		if out := newDesk().Take(s.Start()); len(out) != 1 || !strings.Contains(fmt.Sprint(out), why) {
			t.Errorf("%v, want %s", out, why)
		}
	}
	d := begin(t, good.Start())
	if out := d.Take(job.Set{Settings: []byte(`{"Rows":2}`)}); len(out) != 1 || d.Over() {
		t.Errorf("a change: %v", out)
	}
}
