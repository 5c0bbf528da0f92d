package matrix_test

import (
	"math"
	"strings"
	"testing"

	"zerotoai/widgets/matrix"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// sentence is the matrix of tokens, each of which attends the more to the tokens
// before it the nearer they are.
func sentence(text string) (m *matrix.Matrix, row, col *int) {
	pieces := strings.Fields(text)
	for i := range pieces {
		pieces[i] = " " + pieces[i]
	}
	row, col = new(int), new(int)
	*row, *col = len(pieces)-1, len(pieces)/2
	return &matrix.Matrix{
		ID: "matrix", Name: "Attention of all tokens", Row: row, Col: col,
		Pieces: func() []string { return pieces }, Weights: weights, Version: func() any { return text },
	}, row, col
}

// weights halve from token to token, to the left; the first token has the rest.
func weights(i int) []float64 {
	ws := make([]float64, i+1)
	for j := range ws {
		ws[j] = math.Pow(0.5, float64(i+1-j))
	}
	ws[0] *= 2
	return ws
}

const short = "The cat sat on the mat because it was tired . The"

func TestSentence(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { m, _, _ := sentence(short); return m },
		ui.Set{ID: "matrix.row", Number: 8},
		ui.Set{ID: "matrix.col", Number: 10},
		ui.Pointer{Kind: ui.Press, At: paint.Pt(10, 30)},
	)
}

// Texts of any length fit into any room, with weights and without.
func TestLengths(t *testing.T) {
	for _, text := range []string{"", "a", short, strings.Repeat("word . a ", 32), strings.Repeat("l", 200) + " is long", "مرحبا 🐈 \u200b x"} {
		m, row, col := sentence(text)
		uitest.Check(t, m)
		*row, *col = 0, 500
		uitest.Check(t, m)
		if last := max(0, len(strings.Fields(text))-1); *row != 0 || *col != last {
			t.Errorf("%.20q: cell %d, %d is chosen, not 0, %d", text, *row, *col, last)
		}
		none, _, _ := sentence(text)
		none.Weights = func(int) []float64 { return nil }
		uitest.Check(t, none)
	}
}

// The picture says what is masked, what is known, and what share a cell has.
func TestSays(t *testing.T) {
	m, row, col := sentence(short)
	version := 0
	m.Version = func() any { return version }
	c := uitest.Context(t, &theme.Dark)
	says := func(i, j int, want string) {
		t.Helper()
		*row, *col = i, j
		m.Layout(c, paint.Pt(400, 1e6))
		if got := uitest.Find(t, m, ui.Pad, "Attention of all tokens, picture").Value; !strings.HasSuffix(got, ": "+want+".") {
			t.Errorf("%d, %d: %s, want %s", i, j, got, want)
		}
	}
	says(2, 2, "50.0\u00a0%")
	says(2, 0, "25.0\u00a0%")
	says(2, 3, "masked")
	says(0, 0, "100.0\u00a0%")
	if v := m.Map().Values; v[2*12+1] != 0.25 || !math.IsNaN(v[2*12+3]) {
		t.Errorf("the map has %v and %v", v[2*12+1], v[2*12+3])
	}
	m.Weights = func(int) []float64 { return nil }
	version++
	says(2, 2, "not computed yet")
}

// A mouse chooses by hovering until a cell is pressed; a press on it lets it
// go; a drag goes from cell to cell and stops at the edge.
func TestPointer(t *testing.T) {
	m, row, col := sentence(short)
	changes := 0
	m.Changed = func() { changes++ }
	m.Layout(uitest.Context(t, &theme.Dark), paint.Pt(720, 1e6)) // cells of 34
	at := func(i, j float64) paint.Point { return paint.Pt(34*j+17, 34*i+17) }
	do := func(kind ui.PointerKind, p paint.Point, touch bool) bool {
		return m.Handle(ui.Pointer{Kind: kind, At: p, Touch: touch})
	}
	want := func(what string, i, j int) {
		t.Helper()
		if *row != i || *col != j {
			t.Errorf("%s: %d, %d is chosen, not %d, %d", what, *row, *col, i, j)
		}
	}
	do(ui.Hover, at(3, 1), false)
	want("a mouse hovers", 3, 1)
	do(ui.Hover, at(2, 1), true)
	want("a finger does not", 3, 1)
	if !do(ui.Press, at(4, 2), true) || !do(ui.Drag, at(5, 99), true) || !do(ui.Release, at(5, 99), true) {
		t.Error("a press, a drag and its end are not taken")
	}
	want("dragged to the edge", 5, 11)
	do(ui.Drag, at(1, 1), false)
	do(ui.Hover, at(1, 1), false)
	want("pinned", 5, 11)
	do(ui.Press, at(5, 11), false)
	do(ui.Cancel, at(5, 11), false)
	do(ui.Hover, at(1, 1), false)
	want("let go", 1, 1)
	if do(ui.Press, at(0, 14), false) || do(ui.Hover, at(0, 14), false) || changes != 4 {
		t.Errorf("what lies outside is taken, or %d changes", changes)
	}
}
