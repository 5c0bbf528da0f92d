package exam

import (
	"path/filepath"
	"testing"

	"zerotoai/cmd/train/course"
	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/engine/trace"
)

// A givens is a source that counts which given numbers it was asked for.
type givens struct {
	trace.Source
	count map[string]int // by name
}

func (g givens) Explain(r trace.Ref) (trace.Step, bool) {
	s, ok := g.Source.Explain(r)
	if ok && s.Op == trace.Given {
		g.count[r.Name]++
	}
	return s, ok
}

// The probability of the next token is explained from the model's weights, all
// that it used, and from the bytes of the text, every one.
func TestExplained(t *testing.T) {
	exam := untrained(t)
	explained(t, exam.Weights, exam.Stream.Tokenizer)
}

// The same of the model that the guide ships.
func TestShippedExplained(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes seconds")
	}
	w, tok, err := course.Open(filepath.Join("..", "..", "..", "static", "model"))
	if err != nil {
		t.Fatal(err)
	}
	explained(t, w, tok)
}

func explained(t *testing.T, w *gpt.Weights, tok *token.Tokenizer) {
	t.Helper()
	const text = "The cat sat on the mat because it was tired. The"
	e := tok.Tokenize(text)
	run, err := gpt.NewRun(w, e.IDs())
	if err != nil {
		t.Fatal(err)
	}
	next := gpt.ProbabilityRef(run.State.Length-1, tok.Encode(" cat")[0])
	const rounding = 5e-5 // of sums in float32, which are done again in float64
	seen := givens{trace.Sources{e, run}, map[string]int{}}
	if err := trace.Check(seen, next, rounding); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"byte": len(text)}
	for _, tensor := range w.Tensors() {
		want[tensor.Name] = len(tensor.Data)
	}
	want["wpe.weight"] = run.State.Length * w.Config.Width // of no later places
	for name, n := range want {
		if seen.count[name] != n {
			t.Errorf("it goes back to %d of %d numbers called %s", seen.count[name], n, name)
		}
	}
	other := tok.Tokenize("The cat sat on the mat because it was tired. Tie")
	if err := trace.Check(trace.Sources{other, run}, next, rounding); err == nil {
		t.Error("another text passes for this one")
	}
}
