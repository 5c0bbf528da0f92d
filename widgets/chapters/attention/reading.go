package attention

import (
	"slices"
	"strconv"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/model"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// A reading is the reader's text as the model reads it, and the head that is
// looked into. Two figures share it.
type reading struct {
	text        string
	layer, head string // numbers, counted from 1
	row, col    int    // the tokens that ask and that are asked

	model *model.Model // nil: none yet
	cut   *model.Text
	run   *gpt.Run // nil: there is no text, or it is not computed yet

	known model.Doubts
}

// The text that the chapter starts with, and what of it is looked at: in this
// head the second animal looks at the first.
const (
	startText  = "The curious cat jumped over the lazy dog"
	startLayer = "3"
	startHead  = "1"
	startRow   = 7
	startCol   = 2
)

func newReading() *reading {
	return &reading{text: startText, layer: startLayer, head: startHead, row: startRow, col: startCol}
}

// open takes a model.
func (r *reading) open(m *model.Model) {
	if m == r.model {
		return
	}
	r.model = m
	r.begin()
}

// atMost is a number that there is: the last one instead of a later one.
func atMost(number string, n int) string {
	if i, _ := strconv.Atoi(number); i > n {
		return strconv.Itoa(n)
	}
	return number
}

// write takes another text.
func (r *reading) write(text string) {
	r.text = text
	r.begin()
}

// begin reads the text anew.
func (r *reading) begin() {
	if r.model == nil {
		return
	}
	c := r.model.Weights.Config
	r.layer, r.head = atMost(r.layer, c.Layers), atMost(r.head, c.Heads)
	r.cut, r.run = r.model.Ending(r.text), nil
	r.row, r.col = r.limit(r.row), r.limit(r.col)
	r.look()
}

func (r *reading) limit(i int) int { return max(0, min(i, len(r.cut.IDs)-1)) }

// look takes the run if it is done.
func (r *reading) look() {
	if len(r.cut.IDs) > 0 {
		r.run, _ = r.model.Run(r.cut.IDs) // tokens of a tokenizer are of its model's vocabulary
	}
}

// doubt is how little the model expected the text.
func (r *reading) doubt() *model.Doubt { return r.known.Of(r.run) }

// work goes on with a run that is under way, and reports whether there was
// something to do.
func (r *reading) work() bool {
	if r.model == nil || r.run != nil || len(r.cut.IDs) == 0 {
		return false
	}
	r.model.Work()
	r.look()
	return true
}

// at is the head that is looked into.
func (r *reading) at() gpt.Head {
	layer, _ := strconv.Atoi(r.layer)
	head, _ := strconv.Atoi(r.head)
	return gpt.Head{Layer: layer - 1, Head: head - 1}
}

// pieces are the bytes of the tokens that are read.
func (r *reading) pieces() []string { return r.cut.Pieces() }

// weights are what token i gives to each token that it may see, nil if that is
// not computed yet.
func (r *reading) weights(i int) []float64 { return model.Attention(r.run, r.at(), i) }

func (r *reading) ref(i, j int) trace.Ref { return r.at().Ref("weight", i, j) }

// word names a token of the text.
func (r *reading) word(i int) string { return "“" + tokens.Plain(r.cut.Pieces()[i]) + "”" }

// Explain implements trace.Source.
func (r *reading) Explain(ref trace.Ref) (trace.Step, bool) {
	if r.run == nil {
		return trace.Step{}, false
	}
	return trace.Sources{r.doubt(), products{r.run}, r.cut.Source(r.run)}.Explain(ref)
}

func (r *reading) name(ref trace.Ref) string {
	if name, ok := r.doubt().Name(ref); ok {
		return name
	}
	if name, ok := productName(ref); ok {
		return name
	}
	return r.cut.Name(ref)
}

func (r *reading) origin(ref trace.Ref) string { return r.cut.Origin(ref) }

// notice says what of the text is read, and whether it is of the model's world.
func (r *reading) notice() string {
	said := r.cut.Notice(r.text)
	if said == "" {
		return r.doubts()
	}
	if r.doubt().Much() {
		said += " " + r.doubts()
	}
	return said
}

// doubts says whether the text is of the model's world.
func (r *reading) doubts() string {
	d := r.doubt()
	said := d.Words(r.model.Guest)
	switch {
	case r.run == nil:
		return "Not computed yet."
	case !d.Known():
		return "One token alone can look only at itself."
	case d.Much() && !r.model.Guest:
		said += " What its heads do here is real, but do not look for sense in it."
	}
	return said
}

// State lists what a link keeps.
func (r *reading) state() []ui.Param {
	return []ui.Param{model.Written("text", &r.text), counted("layer", &r.layer), counted("head", &r.head)}
}

// counted is a parameter that is a number of a layer or head, counted from 1.
// How many there are is not known before there is a model.
func counted(name string, v *string) ui.Param {
	number, _ := strconv.Atoi(*v)
	p := ui.Int(name, &number, 1, 1<<12)
	get, set := p.Get, p.Set
	p.Get = func() string { number, _ = strconv.Atoi(*v); return get() }
	p.Set = func(s string) error {
		err := set(s)
		if err == nil {
			*v = strconv.Itoa(number)
		}
		return err
	}
	return p
}

// best is the largest of some numbers, and the first of equal ones.
func best(ws []float64) int { return slices.Index(ws, slices.Max(ws)) }
