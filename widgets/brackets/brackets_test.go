package brackets_test

import (
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/brackets"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func two(open func(trace.Ref)) *brackets.Matrix {
	return &brackets.Matrix{ID: "m", Name: "A", Open: open, Cells: func() [][]brackets.Cell {
		return [][]brackets.Cell{
			{{Text: "1.25", Marked: true, Explains: trace.Ref{Name: "a"}}, {Text: "−0.5", Marked: true}},
			{{Text: "12", Explains: trace.Ref{Name: "b"}}, {}},
		}
	}}
}

func TestMatrix(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return two(func(trace.Ref) {}) }, ui.Pointer{Kind: ui.Hover, At: paint.Pt(30, 65)})
	uitest.Check(t, two(func(trace.Ref) {}))
	uitest.Check(t, &brackets.Matrix{ID: "m", Name: "None", Cells: func() [][]brackets.Cell { return nil }})
}

// A number opens by a press that ends where it began, and by its control.
func TestOpen(t *testing.T) {
	var opened []string
	m := two(func(r trace.Ref) { opened = append(opened, r.Name) })
	m.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	place := func(id string) paint.Point {
		n, _ := m.Describe().Find(id)
		return n.Bounds.Center()
	}
	at := map[string]paint.Point{"a": place("m.0.0"), "b": place("m.1.0"), "none": place("m.0.1")}
	for _, tap := range [][2]string{{"a", "a"}, {"a", "b"}, {"none", "none"}, {"b", "b"}} {
		m.Handle(ui.Pointer{Kind: ui.Press, At: at[tap[0]]})
		m.Handle(ui.Pointer{Kind: ui.Release, At: at[tap[1]]})
	}
	m.Handle(ui.Set{ID: "m.1.0"})
	m.Handle(ui.Set{ID: "m.0.1"})
	if got := len(opened); got != 3 || opened[0] != "a" || opened[1] != "b" || opened[2] != "b" {
		t.Errorf("opened %v", opened)
	}
}
