package attention

import (
	"slices"
	"strconv"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// A reading is the reader's text as the model reads it, and the head that is
// looked into. Two figures share it.
type reading struct {
	model.Passage
	layer, head string // numbers, counted from 1
	row, col    int    // the tokens that ask and that are asked
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
	return &reading{Passage: model.Passage{Written: startText}, layer: startLayer, head: startHead, row: startRow, col: startCol}
}

// open takes a model.
func (r *reading) open(m *model.Model) {
	if m == r.Model {
		return
	}
	r.Model = m
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
	r.Written = text
	r.begin()
}

// begin reads the text anew.
func (r *reading) begin() {
	if r.Model == nil {
		return
	}
	c := r.Model.Weights.Config
	r.layer, r.head = atMost(r.layer, c.Layers), atMost(r.head, c.Heads)
	r.Begin()
	r.row, r.col = r.limit(r.row), r.limit(r.col)
}

func (r *reading) limit(i int) int { return max(0, min(i, len(r.Text.IDs)-1)) }

// at is the head that is looked into.
func (r *reading) at() gpt.Head {
	layer, _ := strconv.Atoi(r.layer)
	head, _ := strconv.Atoi(r.head)
	return gpt.Head{Layer: layer - 1, Head: head - 1}
}

// pieces are the bytes of the tokens that are read.
func (r *reading) pieces() []string { return r.Text.Pieces() }

// weights are what token i gives to each token that it may see, nil if that is
// not computed yet.
func (r *reading) weights(i int) []float64 { return model.Attention(r.Run, r.at(), i) }

func (r *reading) ref(i, j int) trace.Ref { return r.at().Ref("weight", i, j) }

// Explain implements trace.Source.
func (r *reading) Explain(ref trace.Ref) (trace.Step, bool) {
	if r.Run == nil {
		return trace.Step{}, false
	}
	return trace.Sources{r.Doubt(), products{r.Run}, r.Text.Source(r.Run)}.Explain(ref)
}

func (r *reading) name(ref trace.Ref) string {
	if name, ok := r.Doubt().Name(ref); ok {
		return name
	}
	if name, ok := productName(ref); ok {
		return name
	}
	return r.Text.Name(ref)
}

func (r *reading) origin(ref trace.Ref) string { return r.Text.Origin(ref) }

// notice says what of the text is read, and whether it is of the model's world.
func (r *reading) notice() string {
	said := r.Text.Notice(r.Written)
	if said == "" {
		return r.doubts()
	}
	if r.Doubt().Much() {
		said += " " + r.doubts()
	}
	return said
}

// doubts says whether the text is of the model's world.
func (r *reading) doubts() string {
	d := r.Doubt()
	said := d.Words(r.Model.Guest)
	switch {
	case r.Run == nil:
		return "Not computed yet."
	case !d.Known():
		return "One token alone can look only at itself."
	case d.Much() && !r.Model.Guest:
		said += " What its heads do here is real, but do not look for sense in it."
	}
	return said
}

// State lists what a link keeps.
func (r *reading) state() []ui.Param {
	return []ui.Param{model.Written("text", &r.Written), counted("layer", &r.layer), counted("head", &r.head)}
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
