package table_test

import (
	"fmt"
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// squares has n rows of a number and its square.
func squares(n int, open func(trace.Ref)) *table.Table {
	return &table.Table{
		ID: "squares", Name: "Squares", Heads: []string{"input", "output"}, Keep: 3, Empty: "Nothing has gone in yet.", Open: open,
		Rows: func() (rows [][]table.Cell) {
			for i := range n {
				rows = append(rows, []table.Cell{
					{Text: fmt.Sprint(i + 9)},
					{Text: fmt.Sprint((i + 9) * (i + 9)), Strong: i == 0, Explains: trace.Ref{Name: "square", I: i}},
				})
			}
			return rows
		},
	}
}

func TestTable(t *testing.T) {
	make := func() ui.Widget { return squares(4, func(trace.Ref) {}) }
	uitest.Golden(t, make, ui.Pointer{Kind: ui.Hover, At: paint.Pt(90, 40)}, ui.Pointer{Kind: ui.Hover, At: paint.Pt(90, 70)}, ui.Pointer{Kind: ui.Leave})
	uitest.Check(t, make())
}

func TestEmpty(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return squares(0, nil) })
	uitest.Check(t, squares(0, nil))
}

// A press on a cell opens the card of its number, by pointer and by name.
func TestOpen(t *testing.T) {
	var opened []int
	w := squares(3, func(r trace.Ref) { opened = append(opened, r.I) })
	c := uitest.Context(t, &theme.Dark)
	w.Layout(c, paint.Pt(400, 1e6))
	cell := func(id string) paint.Point {
		n, ok := w.Describe().Find(id)
		if !ok {
			t.Fatalf("no %s", id)
		}
		return n.Bounds.Center()
	}
	press := func(from, to paint.Point) {
		w.Handle(ui.Pointer{Kind: ui.Press, At: from})
		w.Handle(ui.Pointer{Kind: ui.Release, At: to})
	}
	press(cell("squares.1.1"), cell("squares.1.1"))
	press(cell("squares.1.1"), cell("squares.2.1")) // ends elsewhere
	press(cell("squares.1.0"), cell("squares.1.0")) // has no card
	uitest.Set(t, c, w, ui.Output, "output, row 3", 0, "")
	if len(opened) != 2 || opened[0] != 1 || opened[1] != 2 {
		t.Errorf("opened %v", opened)
	}
	if n, _ := squares(3, nil).Describe().Find("squares.1.1"); n.Role == ui.Output {
		t.Error("a table without cards has a cell that opens")
	}
}

// In a room that is too narrow the columns share it.
func TestNarrow(t *testing.T) {
	w := squares(2, nil)
	if size := w.Layout(uitest.Context(t, &theme.Dark), paint.Pt(60, 1e6)); size.X > 60 {
		t.Errorf("takes %v", size)
	}
}
