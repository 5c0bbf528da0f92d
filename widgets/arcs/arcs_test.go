package arcs_test

import (
	"fmt"
	"strings"
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/arcs"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// sentence is arcs over tokens, of which each attends to those before it by
// turns more and less.
func sentence(text string, opened *[]trace.Ref) (*arcs.Arcs, *int) {
	pieces, chosen := strings.Fields(text), new(int)
	for i := range pieces {
		pieces[i] = " " + pieces[i]
	}
	*chosen = len(pieces) / 2
	a := &arcs.Arcs{
		ID: "arcs", Name: "Attention", Chosen: chosen,
		Pieces:   func() []string { return pieces },
		Weights:  weights,
		Explains: func(i, j int) trace.Ref { return trace.Ref{Name: "weight", I: i, J: j} },
	}
	if opened != nil {
		a.Open = func(r trace.Ref) { *opened = append(*opened, r) }
	}
	return a, chosen
}

// weights are (1, 4, 9, 16, 1, 4 …) by their sum.
func weights(i int) []float64 {
	ws, sum := make([]float64, i+1), 0.0
	for j := range ws {
		ws[j] = float64((j%4 + 1) * (j%4 + 1))
		sum += ws[j]
	}
	for j := range ws {
		ws[j] /= sum
	}
	return ws
}

const short = "The cat sat on the mat because it was tired ."

func TestSentence(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { a, _ := sentence(short, new([]trace.Ref)); return a },
		ui.Set{ID: "arcs.token", Number: 11},
		ui.Set{ID: "arcs.share1"},
		ui.Set{ID: "arcs.token", Number: 1},
	)
}

// The attention is switched off, or not known yet.
func TestStates(t *testing.T) {
	uitest.Golden(t, func() ui.Widget {
		a, _ := sentence(short, nil)
		a.Off = true
		return a
	}, ui.Set{ID: "arcs.share0"})
	a, _ := sentence(short, nil)
	a.Weights = func(int) []float64 { return nil }
	uitest.Check(t, a)
	if says := uitest.Find(t, a, ui.Pad, "Attention, picture").Value; !strings.Contains(says, "not computed yet") {
		t.Error(says)
	}
}

// Texts of any length fit into any room; a single token has nothing to choose,
// and no text has nothing at all.
func TestLengths(t *testing.T) {
	for _, text := range []string{"", "a", short, strings.Repeat("word . a ", 32), strings.Repeat("l", 200) + " is long", "مرحبا 🐈 \u200b x"} {
		a, chosen := sentence(text, new([]trace.Ref))
		uitest.Check(t, a)
		*chosen = len(strings.Fields(text)) + 5
		uitest.Check(t, a)
		if last := max(0, len(strings.Fields(text))-1); *chosen != last {
			if text != "" {
				t.Errorf("%.20q: token %d is chosen, not %d", text, *chosen, last)
			}
		}
	}
}

// What stands under the tokens sums to 100.0, at every token.
func TestSum(t *testing.T) {
	a, chosen := sentence(strings.Repeat("word ", 96), nil)
	c := uitest.Context(t, &theme.Dark)
	for *chosen = range 96 {
		a.Layout(c, paint.Pt(320, 1e6))
		tenths := 0
		for _, n := range a.Describe().Children {
			if n.Role == ui.Output {
				var whole, rest int
				if _, err := fmt.Sscanf(n.Value, "%d.%d\u00a0%%", &whole, &rest); err != nil {
					t.Fatal(n.Value, err)
				}
				tenths += 10*whole + rest
			}
		}
		if tenths != 1000 {
			t.Errorf("token %d: the shares sum to %d tenths", *chosen, tenths)
		}
	}
}

// A mouse chooses by hovering until a token is pressed; a press on it lets it
// go. A finger presses. A press on a number opens its card.
func TestPointer(t *testing.T) {
	var opened []trace.Ref
	a, chosen := sentence(short, &opened)
	changes := 0
	a.Changed = func() { changes++ }
	a.Layout(uitest.Context(t, &theme.Dark), paint.Pt(720, 1e6))
	box := func(i int) paint.Point {
		a.Handle(ui.Set{ID: "arcs.token", Number: float64(i + 1)})
		n, _ := a.Describe().Find("arcs.token")
		return n.Bounds.Center()
	}
	at := []paint.Point{box(0), box(1), box(2)}
	do := func(kind ui.PointerKind, p paint.Point, touch bool) {
		a.Handle(ui.Pointer{Kind: kind, At: p, Touch: touch})
	}
	press := func(p paint.Point, touch bool) { do(ui.Press, p, touch); do(ui.Release, p, touch) }
	want := func(what string, i int) {
		t.Helper()
		if *chosen != i {
			t.Errorf("%s: token %d is chosen, not %d", what, *chosen, i)
		}
	}
	do(ui.Hover, at[0], false)
	want("keys have pinned it", 2)
	press(at[2], false)
	do(ui.Hover, at[0], false)
	want("let go, a mouse hovers", 0)
	do(ui.Hover, at[1], true)
	want("a finger does not hover", 0)
	press(at[1], true)
	do(ui.Hover, at[2], false)
	want("a finger has pressed", 1)
	do(ui.Press, at[0], false)
	do(ui.Release, at[2], false)
	want("a press that ended elsewhere", 1)
	do(ui.Press, at[0], false)
	do(ui.Cancel, at[0], false)
	do(ui.Release, at[0], false)
	want("a press that was taken away", 1)
	number, _ := a.Describe().Find("arcs.share0")
	press(number.Bounds.Center(), false)
	if len(opened) != 1 || opened[0] != (trace.Ref{Name: "weight", I: 1, J: 0}) {
		t.Errorf("opened %v", opened)
	}
	a.Layout(uitest.Context(t, &theme.Dark), paint.Pt(720, 1e6))
	if changes == 0 || a.Handle(ui.Set{ID: "arcs.token", Number: 99}) || a.Handle(ui.Set{ID: "arcs.share5"}) {
		t.Error("a token or a number that is not there is taken")
	}
}
