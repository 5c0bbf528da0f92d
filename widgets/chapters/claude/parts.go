package claude

import (
	"fmt"

	"zerotoai/engine/scale"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/card"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A parts is what the model on the shelf is made of, each part with how many of
// the parameters are in it.
type parts struct {
	ui.Stack
	model *model.Model
	steps trace.Sources // nil: the model cannot be counted

	bars  bars.Bars
	total readout.Readout
	said  label.Label
	card  card.Card
}

var _ model.Reader = (*parts)(nil)

const partsID = "claude.parts"

// kinds are the parts of a model, each with the counted parameters that it has.
var kinds = []struct {
	name string
	of   []trace.Ref
}{
	{"tokenizer", nil},
	{"embedding", []trace.Ref{scale.TokensRef, scale.PositionsRef}},
	{"multi-head attention", []trace.Ref{scale.QueriesRef, scale.KeysRef, scale.BiasesRef}},
	{"feed-forward", []trace.Ref{scale.ForwardRef}},
	{"layer norm", []trace.Ref{scale.NormsRef, scale.LastNormRef}},
	{"residual", nil},
	{"softmax", nil},
}

func newParts() *parts {
	w := &parts{Stack: ui.Stack{ID: partsID, Name: "What the model is made of"}}
	w.card = card.Card{ID: partsID + ".card", Source: w, Names: func(r trace.Ref) string { return r.Name }, Origin: func(trace.Ref) string { return "it is the model’s blueprint" }, Counts: true}
	w.bars = bars.Bars{ID: partsID + ".bars", Name: "Parameters", Rows: w.rows, Open: w.card.Show}
	w.said = label.Label{ID: partsID + ".said", Font: theme.Small, Color: label.Ink, Words: w.says}
	w.total = readout.Readout{
		ID: partsID + ".total", Name: "Together", Room: 12, Open: w.card.Show, Explains: func() trace.Ref { return scale.TotalRef },
		Value: func() string { s, _ := w.Explain(scale.TotalRef); return label.Whole(s.Value) },
	}
	return w
}

// Read implements model.Reader.
func (w *parts) Read(m *model.Model) {
	w.model, w.steps = m, nil
	w.card.Close()
	n, err := scale.New(plan(m.Weights.Config))
	if err != nil {
		return
	}
	counted := map[trace.Ref]trace.Term{}
	for _, t := range n.Terms {
		counted[t.Ref] = t
	}
	t := trace.Table{}
	for _, k := range kinds {
		var terms []trace.Term
		for _, r := range k.of {
			terms = append(terms, counted[r])
		}
		if len(terms) > 0 {
			t.Do(kindRef(k.name), trace.Sum, terms...)
		}
	}
	w.steps = trace.Sources{t, n}
}

func kindRef(name string) trace.Ref { return trace.Ref{Name: "parameters of the " + name} }

// Explain implements trace.Source.
func (w *parts) Explain(r trace.Ref) (trace.Step, bool) { return w.steps.Explain(r) }

func (w *parts) rows() (rows []bars.Row) {
	if w.steps == nil {
		return nil
	}
	for _, k := range kinds {
		r := bars.Row{Name: k.name, Text: "none"}
		if s, ok := w.Explain(kindRef(k.name)); ok {
			r.Value, r.Text, r.Explains = s.Value, label.Whole(s.Value), s.Ref
		}
		rows = append(rows, r)
	}
	return rows
}

func (w *parts) says() string {
	c := w.model.Weights.Config
	if w.steps == nil {
		return "This model is larger than what can be counted here."
	}
	return fmt.Sprintf("%d layers of width %d, %d heads in each, and a vocabulary of %s tokens, for which the tokenizer has %s merges.",
		c.Layers, c.Width, c.Heads, label.Whole(float64(c.Vocabulary)), label.Whole(float64(len(w.model.Tokenizer.Merges()))))
}

// Layout implements ui.Widget.
func (w *parts) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.Begin(c, room)
	w.Add(&w.bars)
	if w.steps != nil {
		w.Row(&w.total)
	}
	w.Add(&w.said, &w.card)
	return w.End()
}
