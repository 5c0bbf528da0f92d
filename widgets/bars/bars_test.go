package bars_test

import (
	"math"
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// words are the probabilities of a next word, one of which is cut off.
func words(open func(trace.Ref)) *bars.Bars {
	return &bars.Bars{
		ID: "next", Name: "Next word", Open: open, Format: func(v float64) string { return label.Fixed(100*v, 1) + " %" },
		Rows: func() []bars.Row {
			return []bars.Row{
				{Name: "mat", Value: 0.61, Explains: trace.Ref{Name: "p", I: 0}},
				{Name: "roof", Value: 0.3, Explains: trace.Ref{Name: "p", I: 1}},
				{Name: "a word that is far longer than the room for it", Value: 0.09, Dim: true, Explains: trace.Ref{Name: "p", I: 2}},
			}
		},
	}
}

// kept is what an optimizer keeps.
func kept() *bars.Bars {
	return &bars.Bars{ID: "kept", Name: "Adam", Color: label.Ink, Rows: func() []bars.Row {
		return []bars.Row{
			{Name: "mean slope x", Value: -0.253, Full: 0.9, Signed: true},
			{Name: "mean slope y", Value: 0.342, Full: 3.2, Signed: true},
			{Name: "nothing", Signed: true},
			{Name: "beyond", Value: -5, Full: 4},
			{Name: "unknown", Value: math.NaN()},
		}
	}}
}

func TestWords(t *testing.T) {
	make := func() ui.Widget { return words(func(trace.Ref) {}) }
	uitest.Golden(t, make, ui.Pointer{Kind: ui.Hover, At: paint.Pt(300, 40)})
	uitest.Check(t, make())
}

func TestKept(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return kept() })
	uitest.Check(t, kept())
	uitest.Check(t, &bars.Bars{ID: "none", Rows: func() []bars.Row { return nil }})
}

// A press on a row opens the card of its number, by pointer and by name; rows
// without a number to explain have none.
func TestOpen(t *testing.T) {
	var opened []int
	b := words(func(r trace.Ref) { opened = append(opened, r.I) })
	c := uitest.Context(t, &theme.Dark)
	b.Layout(c, paint.Pt(400, 1e6))
	at := b.Describe().Children[1].Bounds.Center()
	b.Handle(ui.Pointer{Kind: ui.Press, At: at})
	b.Handle(ui.Pointer{Kind: ui.Release, At: at})
	b.Handle(ui.Pointer{Kind: ui.Press, At: at})
	b.Handle(ui.Pointer{Kind: ui.Release, At: at.Add(paint.Pt(0, 200))})
	uitest.Set(t, c, b, ui.Output, "Next word, mat", 0, "")
	if len(opened) != 2 || opened[0] != 1 || opened[1] != 0 {
		t.Errorf("opened %v", opened)
	}
	k := kept()
	k.Layout(c, paint.Pt(400, 1e6))
	if k.Handle(ui.Set{ID: "kept.0"}) || k.Describe().Children[0].Explains != (trace.Ref{}) {
		t.Error("a row without a card opens one")
	}
}

// Logarithmic bars take equal room for equal ratios, and none for Least, less,
// and nothing.
func TestLog(t *testing.T) {
	b := &bars.Bars{ID: "b", Name: "Sizes", Least: 1e-4, Rows: func() (rows []bars.Row) {
		for _, v := range []float64{1, 0.01, 1e-4, 1e-9, 0, math.Inf(1), math.NaN()} {
			rows = append(rows, bars.Row{Name: label.Number(v, 2), Value: v, Full: 1})
		}
		return rows
	}}
	uitest.Golden(t, func() ui.Widget { return b })
}
