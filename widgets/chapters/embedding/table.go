package embedding

import (
	"fmt"

	"zerotoai/engine/trace"
	"zerotoai/engine/vectors"
	"zerotoai/widgets/card"
	"zerotoai/widgets/heat"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// A lookup shows the rows of the embedding table that belong to the tokens of
// the text.
type lookup struct {
	ui.Stack
	*reading
	column float64 // the number that is read out, counted from 1

	strip  tokens.Strip
	rows   rows
	legend heat.Legend
	slider slider.Slider
	about  label.Label
	number readout.Readout
	card   card.Card
}

var (
	_ ui.Stateful  = (*lookup)(nil)
	_ ui.Sharing   = (*lookup)(nil)
	_ model.Reader = (*lookup)(nil)
)

const lookupID = "tokens.vectors"

// atOnce is how many rows are shown.
const atOnce = 8

func newLookup(r *reading) *lookup {
	l := &lookup{Stack: ui.Stack{ID: lookupID, Name: "Tokens as vectors"}, reading: r, column: 1}
	l.strip = tokens.Strip{
		ID: lookupID + ".strip", Name: "The tokens of your text", Chosen: &r.chosen, Choose: r.follow,
		Tokens: func() []tokens.Token { return r.list },
	}
	l.rows = rows{
		ID: lookupID + ".rows", Name: "The rows of the embedding table", Column: &l.column,
		Vectors: l.vectors, Chosen: func() int { return r.chosen - l.first() }, Choose: l.choose,
	}
	l.legend = heat.Legend{ID: lookupID + ".legend", Name: "Number, by colour"}
	l.about = label.Label{ID: lookupID + ".about", Font: theme.Small, Color: label.Ink, Words: l.words}
	l.card = card.Card{ID: lookupID + ".card", Names: r.name, Origin: r.origin}
	l.number = readout.Readout{
		ID: lookupID + ".value", Name: "Number of the yellow token", Room: 8, Value: l.value,
		Explains: func() trace.Ref { return trace.Ref{Name: tableName, I: max(0, r.id()), J: int(l.column) - 1} }, Open: l.card.Show,
	}
	return l
}

// Read implements model.Reader.
func (l *lookup) Read(m *model.Model) {
	l.read(m)
	width := float64(m.Weights.Config.Width)
	l.column = min(l.column, width)
	l.slider = slider.Slider{ID: lookupID + ".number", Name: "Number", Min: 1, Max: width, Step: 1, Value: &l.column}
	l.card.Close()
	l.card.Source = vectors.Angles{Rows: m.Weights.Tokens, Name: tableName}
}

// first is the token of the first row.
func (l *lookup) first() int { return max(0, l.chosen) / atOnce * atOnce }

func (l *lookup) vectors() (vs []vector) {
	from := min(l.first(), len(l.list))
	for _, k := range l.encoding.Tokens[from:min(from+atOnce, len(l.list))] {
		id := l.encoding.Nodes[k].ID
		vs = append(vs, vector{piece: l.piece(id), numbers: l.model.Weights.Tokens.Row(id)})
	}
	return vs
}

func (l *lookup) choose(row int) {
	l.chosen = l.first() + row
	l.follow()
}

func (l *lookup) value() string {
	if id := l.id(); id != none {
		return label.Fixed(float64(l.model.Weights.Tokens.Row(id)[int(l.column)-1]), 4)
	}
	return label.NoValue
}

// words says what is shown.
func (l *lookup) words() string {
	c := l.model.Weights.Config
	id := l.id()
	if id == none {
		return "Your text has no token, so there is no row to show. Type something into the first figure."
	}
	return fmt.Sprintf("%s has the id %d, so its vector is row %d of a table with %s rows of %d numbers.",
		tokens.Name(l.piece(id)), id, id, label.Whole(float64(c.Vocabulary)), c.Width)
}

// Layout implements ui.Widget.
func (l *lookup) Layout(c *ui.Context, room paint.Point) paint.Point {
	l.Begin(c, room)
	l.Add(&l.strip, &l.about)
	if l.id() == none {
		return l.End()
	}
	l.Add(&l.rows, &l.slider, &l.number)
	l.legend.Map = l.rows.Map()
	l.Add(&l.legend, &l.card)
	return l.End()
}

// Shared implements ui.Sharing.
func (l *lookup) Shared() any { return l.reading }

// State implements ui.Stateful.
func (l *lookup) State() []ui.Param { return []ui.Param{ui.Float("number", &l.column, 1, 1<<17)} }

// Restored implements ui.Stateful.
func (l *lookup) Restored() {
	l.column = float64(int(l.column))
	if l.model != nil {
		l.Read(l.model)
	}
}
