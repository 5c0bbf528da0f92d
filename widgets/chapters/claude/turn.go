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

	model *model.Model // nil: none yet
	text  *model.Text  // the question as far as it is read, and behind it the answer
	asked int          // tokens of text that are of the question
	most  int          // tokens of an answer at most

	run    *gpt.Run // of the text, under way or done; nil: it has not begun
	done   bool     // run is
	shown  *gpt.Run // the first one, and later the last one that is done
	chance *rand.Rand
	drawn  []drawn // the tokens that have been drawn; the last one may not stand in text yet
	ended  bool
	doubt  model.Doubt // of the question; known when the first run is done

	clock  ui.Clock // nil: nothing is measured
	spent  [works]time.Duration
	passes int // of which spent tells
}

// A drawn is a token of the answer and how it was drawn.
type drawn struct {
	id   int
	u    float64 // the random number
	p, q float64 // how likely the model held it, and how likely it was to be drawn
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
	t.run, t.done, t.shown, t.drawn, t.ended = nil, false, nil, nil, false
	t.spent, t.passes = [works]time.Duration{}, 0
	t.chance = rand.New(rand.NewPCG(uint64(t.seed), 0))
	if t.model == nil {
		return
	}
	t.took(cutting, func() { t.text = t.model.Text(t.question) })
	room := len(t.model.Cut(make([]int, model.Longest)))
	t.most = min(mostDraw, (room+1)/2)
	if over := len(t.text.IDs) - (room - t.most + 1); over > 0 { // the last token of an answer is not read
		t.text.IDs, t.text.Dropped = t.text.IDs[over:], t.text.Dropped+over
	}
	t.asked = len(t.text.IDs)
}

// empty reports whether there is nothing to answer.
func (t *turn) empty() bool { return t.asked == 0 }

// quickWork is how many multiplications are done at once.
const quickWork = 50e6

// work does the next parts of a run of the text, up to and with those of a kind,
// and reports whether they are done. Of a large model it does one part at a time.
func (t *turn) work(until gpt.Part) (done bool) {
	if t.run == nil || t.done && t.run.State.Length < len(t.text.IDs) {
		t.run, _ = gpt.BeginRun(t.model.Weights, t.text.IDs) // tokens of a tokenizer are of its model's vocabulary
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
func (t *turn) small() bool { return len(t.model.Weights.Data)*len(t.text.IDs) <= quickWork }

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

// take draws the next token. Of weights that make no numbers it draws the end.
func (t *turn) take() {
	t.took(drawing, func() {
		d, err := model.NewDraw(t.text, t.run, len(t.text.IDs)-1, settings())
		if t.ended = err != nil; t.ended {
			return
		}
		u := t.chance.Float64()
		id := d.Draw(u)
		t.drawn = append(t.drawn, drawn{id, u, d.P[id], d.Q(id)})
	})
}

// append puts the drawn token behind the text. At a token that ends a text, or
// when the answer is as long as it may be, the answer has ended.
func (t *turn) append() {
	if t.ended {
		return
	}
	id := t.drawn[len(t.drawn)-1].id
	t.ended = t.model.Tokenizer.IsSpecial(id) || len(t.drawn) == t.most
	if !t.ended {
		t.text.IDs = append(t.text.IDs, id)
	}
}

// answer is the text of the tokens that have been drawn.
func (t *turn) answer() string {
	var text []byte
	for _, d := range t.drawn {
		if !t.model.Tokenizer.IsSpecial(d.id) {
			text = append(text, t.model.Tokenizer.Piece(d.id)...)
		}
	}
	return string(text)
}

// Explain implements trace.Source. How the question was cut is known before there
// is a run.
func (t *turn) Explain(r trace.Ref) (trace.Step, bool) {
	token := r.Name == gpt.TokenRef(0).Name
	if i := r.I - t.asked; token && i >= 0 && i < len(t.drawn) {
		return trace.Step{Ref: r, Value: float64(t.drawn[i].id)}, true
	}
	if t.shown == nil && !token {
		return t.text.Encoding.Explain(r)
	}
	return t.text.Source(t.shown).Explain(r)
}
