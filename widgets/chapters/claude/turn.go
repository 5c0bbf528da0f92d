package claude

import (
	"math/rand/v2"
	"time"
	"unicode/utf8"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// A turn is a question and its answer, which the model makes token by token. It
// knows how long each kind of work has taken.
type turn struct {
	question string
	seed     int

	model              *model.Model // nil: none yet
	model.Continuation              // the question as far as it is read, and behind it the answer

	run   *gpt.Run     // of the text, under way or done; nil: it has not begun
	done  bool         // run is
	shown *gpt.Run     // the first one, and later the last one that is done
	doubt *model.Doubt // of the question; nil until the first run is done

	clock  ui.Clock // nil: nothing is measured
	spent  [works]time.Duration
	passes int // of which spent tells
}

// Kinds of work, of which the time is measured. Those of a run have the numbers
// of its parts.
const (
	request = int(gpt.Unembedding) + 1 + iota
	cutting
	drawing
	works
)

const (
	gravity = "What is gravity?"

	longest  = 10_000 // characters of a question
	mostDraw = 40     // tokens of an answer at most
	mostSeed = 9999
)

// settings are those with which chapter 11 starts.
func settings() sample.Settings { return sample.Settings{Temperature: 0.7, TopK: 10, TopP: 0.9} }

// took measures do.
func (t *turn) took(work int, do func()) {
	if t.clock == nil {
		do()
		return
	}
	from := t.clock.Now()
	do()
	t.spent[work] += t.clock.Now() - from
}

// ask takes a question, of which the last characters are kept.
func (t *turn) ask(question string) {
	if n := utf8.RuneCountInString(question); n > longest {
		question = string([]rune(question)[n-longest:])
	}
	t.question = question
	t.begin()
}

// begin forgets the answer.
func (t *turn) begin() {
	t.run, t.done, t.shown, t.doubt = nil, false, nil, nil
	t.spent, t.passes = [works]time.Duration{}, 0
	t.Continuation = model.Continuation{}
	if t.model == nil {
		return
	}
	chance := rand.New(rand.NewPCG(uint64(t.seed), 0))
	t.took(cutting, func() { t.Continuation = t.model.Continue(t.question, mostDraw, settings(), chance) })
}

// empty reports whether there is nothing to answer.
func (t *turn) empty() bool { return t.Start == 0 }

// ended reports whether the answer is there.
func (t *turn) ended() bool { return t.Stop != "" }

// quickWork is how many multiplications are done at once.
const quickWork = 50e6

// work does the next parts of a run of the text, up to and with those of a kind,
// and reports whether they are done. Of a large model it does one part at a time.
func (t *turn) work(until gpt.Part) (done bool) {
	if t.run == nil || t.done && t.run.State.Length < len(t.Text.IDs) {
		t.run, _ = gpt.BeginRun(t.model.Weights, t.Text.IDs) // tokens of a tokenizer are of its model's vocabulary
		t.done = false
	}
	if t.shown == nil {
		t.shown = t.run
	}
	for small := t.small(); !t.reached(until); {
		if t.next(); !small {
			break
		}
	}
	return t.reached(until)
}

// small reports whether the text is read in a few milliseconds.
func (t *turn) small() bool { return len(t.model.Weights.Data)*len(t.Text.IDs) <= quickWork }

func (t *turn) next() {
	part, _ := t.run.Part()
	more := true
	t.took(int(part), func() { more = t.run.Next() })
	if !more {
		t.done, t.shown = true, t.run
		if t.passes++; t.passes == 1 {
			t.doubt = model.DoubtOf(t.run)
		}
	}
}

// reached reports whether the parts of a kind are done.
func (t *turn) reached(part gpt.Part) bool {
	if t.run == nil {
		return false
	}
	now, _ := t.run.Part()
	switch part {
	case gpt.Embedding:
		return now > part
	case gpt.Unembedding:
		return t.done
	}
	return now == gpt.Unembedding // after all layers
}

// take draws the next token.
func (t *turn) take() { t.took(drawing, func() { t.Take(t.run) }) }

// Explain implements trace.Source. How the question was cut is known before there
// is a run.
func (t *turn) Explain(r trace.Ref) (trace.Step, bool) {
	if s, ok := t.Continuation.Explain(r); ok {
		return s, true
	}
	if t.shown == nil && r.Name != gpt.TokenRef(0).Name {
		return t.Text.Encoding.Explain(r)
	}
	return t.Text.Source(t.shown).Explain(r)
}
