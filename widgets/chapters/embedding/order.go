package embedding

import (
	"fmt"
	"math"
	"slices"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/engine/vectors"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// An order shows one word at two places: the same token, another position,
// another input.
type order struct {
	ui.Stack
	model    *model.Model
	sentence string
	place    int     // of the chosen token in the sentence
	column   float64 // the number that is read out, counted from 1
	runs     [2]*gpt.Run

	choice choice.Choice
	strip  tokens.Strip
	about  label.Label
	rows   rows
	slider slider.Slider
	sums   [3]readout.Readout
	card   card.Card
}

var (
	_ ui.Stateful  = (*order)(nil)
	_ model.Reader = (*order)(nil)
)

const orderID = "tokens.order"

// sentences are the same words in two orders. Each is read with a space before
// it, so that its first word is the same token as in the middle of a text.
var sentences = []string{"dog bites man", "man bites dog"}

func newOrder() *order {
	o := &order{Stack: ui.Stack{ID: orderID, Name: "The same words in another order"}, sentence: sentences[0], column: 1}
	o.choice = choice.Choice{ID: orderID + ".sentence", Name: "Sentence", Options: sentences, Value: &o.sentence, Changed: o.turn}
	o.strip = tokens.Strip{ID: orderID + ".strip", Name: "The sentence in tokens", Tokens: o.list, Chosen: &o.place, Choose: o.follow}
	o.about = label.Label{ID: orderID + ".about", Name: "Place", Font: theme.Small, Color: label.Ink, Live: true, Words: o.words}
	o.rows = rows{ID: orderID + ".rows", Name: "Token, position and input", Column: &o.column, Vectors: o.vectors, Chosen: func() int { return 2 }}
	o.card = card.Card{ID: orderID + ".card", Names: o.name, Origin: o.origin}
	for i, part := range [...]string{"Token", "Position", "Input"} {
		o.sums[i] = readout.Readout{
			ID: fmt.Sprintf("%s.sum%d", orderID, i), Name: part, Room: 8,
			Value:    func() string { return o.value(i) },
			Explains: func() trace.Ref { return o.ref(i) }, Open: o.card.Show,
		}
	}
	return o
}

// Read implements model.Reader.
func (o *order) Read(m *model.Model) {
	o.model, o.runs = m, [2]*gpt.Run{}
	width := float64(m.Weights.Config.Width)
	o.column = min(o.column, width)
	o.slider = slider.Slider{ID: orderID + ".number", Name: "Number", Min: 1, Max: width, Step: 1, Value: &o.column}
	o.card.Close()
	o.begin()
}

// ids are the tokens of sentence i.
func (o *order) ids(i int) []int { return o.model.Cut(o.model.Tokenizer.Encode(" " + sentences[i])) }

// begin looks up what goes into the model; the rest of it is not needed here.
func (o *order) begin() {
	for i := range o.runs {
		run, err := gpt.BeginRun(o.model.Weights, o.ids(i))
		if err != nil {
			panic("embedding: " + err.Error()) // a tokenizer makes tokens of its own vocabulary
		}
		run.Next() // gpt.Embedding
		o.runs[i] = run
	}
	o.place = min(o.place, len(o.ids(o.now()))-1)
	o.card.Source = o.runs[o.now()]
}

// now is the sentence that is shown.
func (o *order) now() int { return slices.Index(sentences, o.sentence) }

// turn follows a choice of another sentence: the same word stays chosen.
func (o *order) turn() {
	if o.model == nil {
		return
	}
	other := 1 - o.now()
	id := o.ids(other)[o.place]
	o.card.Close()
	o.card.Source = o.runs[o.now()]
	o.place = max(0, slices.Index(o.ids(o.now()), id))
}

func (o *order) follow() { o.card.Close() }

func (o *order) list() (ts []tokens.Token) {
	for _, id := range o.ids(o.now()) {
		ts = append(ts, tokens.Of(o.model.Tokenizer.Piece(id), id))
	}
	return ts
}

// vectors are the token, its position, their sum, and the sum in the other
// sentence.
func (o *order) vectors() []vector {
	now := o.now()
	id := o.ids(now)[o.place]
	w, run := o.model.Weights, o.runs[now]
	vs := []vector{
		{piece: o.model.Tokenizer.Piece(id), numbers: w.Tokens.Row(id)},
		{words: "+ position " + fmt.Sprint(o.place+1), numbers: w.Positions.Row(o.place)},
		{words: "= input", numbers: run.State.Embedded.Row(o.place)},
	}
	if there := o.there(); there >= 0 {
		vs = append(vs, vector{words: "other sentence", numbers: o.runs[1-now].State.Embedded.Row(there)})
	}
	return vs
}

// there is the place of the chosen token in the other sentence, or −1.
func (o *order) there() int {
	now := o.now()
	return slices.Index(o.ids(1-now), o.ids(now)[o.place])
}

func (o *order) value(part int) string {
	return label.Fixed(float64(o.vectors()[part].numbers[int(o.column)-1]), 4)
}

// ref names what a read-out shows.
func (o *order) ref(part int) trace.Ref {
	return trace.Ref{Name: [...]string{"token embedding", "position embedding", "embedding"}[part], I: o.place, J: int(o.column) - 1}
}

// words compares the input in both sentences.
func (o *order) words() string {
	there, here := o.there(), o.place
	name := tokens.Name(o.model.Tokenizer.Piece(o.ids(o.now())[here]))
	if there < 0 {
		return fmt.Sprintf("%s is token %d here, and the other sentence has no such token.", name, here+1)
	}
	if there == here {
		return fmt.Sprintf("%s is token %d in both sentences, so its input is the same in both.", name, here+1)
	}
	a, b := o.runs[o.now()].State.Embedded.Row(here), o.runs[1-o.now()].State.Embedded.Row(there)
	return fmt.Sprintf("%s is token %d here and token %d in the other sentence. Its own numbers are the same, those of the place are not, and the two inputs are %s apart.",
		name, here+1, there+1, label.Fixed(apart(a, b), 2))
}

// apart is the distance between two vectors.
func apart(a, b []float32) float64 {
	d := make([]float32, len(a))
	for i := range a {
		d[i] = a[i] - b[i]
	}
	return math.Sqrt(vectors.Dot(d, d))
}

func (o *order) name(r trace.Ref) string {
	piece := func(t int) string { return tokens.Name(o.model.Tokenizer.Piece(o.ids(o.now())[t])) }
	switch r.Name {
	case "token embedding":
		return fmt.Sprintf("number %d of %s", r.J+1, piece(r.I))
	case "position embedding":
		return fmt.Sprintf("number %d of position %d", r.J+1, r.I+1)
	case "embedding":
		return fmt.Sprintf("number %d of the input", r.J+1)
	case "token":
		return "id of " + piece(r.I)
	case "position":
		return "position, counted from 0"
	case tableName:
		return fmt.Sprintf("number %d of row %d", r.J+1, r.I)
	case placesName:
		return fmt.Sprintf("number %d of row %d", r.J+1, r.I)
	}
	return r.String()
}

func (o *order) origin(r trace.Ref) string {
	switch r.Name {
	case "token":
		return "the tokenizer gives it, as the first figure shows"
	case "position":
		return "the place in the text"
	}
	return (&reading{model: o.model}).origin(r)
}

// Layout implements ui.Widget.
func (o *order) Layout(c *ui.Context, room paint.Point) paint.Point {
	o.Begin(c, room)
	o.Row(&o.choice)
	o.Add(&o.strip, &o.about, &o.rows, &o.slider)
	o.Row(&o.sums[0], &o.sums[1], &o.sums[2])
	o.Add(&o.card)
	return o.End()
}

// State implements ui.Stateful.
func (o *order) State() []ui.Param {
	return []ui.Param{
		ui.Option("sentence", &o.sentence, sentences), ui.Int("place", &o.place, 0, model.Longest-1),
		ui.Float("sumnumber", &o.column, 1, 1<<17),
	}
}

// Restored implements ui.Stateful.
func (o *order) Restored() {
	o.column = float64(int(o.column))
	if o.model != nil {
		o.Read(o.model)
	}
}
