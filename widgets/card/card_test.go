package card_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

// step is the source of w − rate × slope, of a sum of n times 0.1 and of 1/3.
type step struct{ n int }

func (s step) Explain(r trace.Ref) (trace.Step, bool) {
	made := func(v float64, op trace.Op, args ...trace.Term) (trace.Step, bool) {
		return trace.Step{Ref: r, Value: v, Op: op, Args: args}, true
	}
	at := func(name string, v float64) trace.Term { return trace.Term{Ref: trace.Ref{Name: name}, Value: v} }
	switch r.Name {
	case "new w":
		return made(2.7, trace.Difference, at("w", 3), at("change", 0.3))
	case "change":
		return made(0.3, trace.Product, at("slope", 6), at("learning rate", 0.05))
	case "third":
		return made(1.0/3, trace.Quotient, at("one", 1), at("w", 3))
	case "sum":
		var args []trace.Term
		var v float64
		for i := range s.n {
			args = append(args, trace.Term{Ref: trace.Ref{Name: "term", I: i}, Value: 0.1})
			v += 0.1
		}
		return made(v, trace.Sum, args...)
	case "dot":
		return made(-1.5, trace.Dot, at("x1", 0.5), at("w1", 1), at("x2", 2), at("w2", -1))
	}
	v, ok := map[string]float64{"w": 3, "slope": 6, "learning rate": 0.05, "one": 1, "term": 0.1}[r.Name]
	return trace.Step{Ref: r, Value: v}, ok
}

// TestSource: the example holds to the law of explanations.
func TestSource(t *testing.T) {
	for _, name := range []string{"new w", "third", "sum"} {
		if err := trace.Check(step{7}, trace.Ref{Name: name}, 1e-12); err != nil {
			t.Error(err)
		}
	}
}

func named(r trace.Ref) string {
	if r.Name == "term" {
		return fmt.Sprintf("term %d", r.I+1)
	}
	return r.Name
}

func open(name string, n int) *card.Card {
	d := &card.Card{ID: "card", Source: step{n}, Names: named, Origin: func(r trace.Ref) string {
		return map[string]string{"learning rate": "the reader's choice", "w": "a weight"}[r.Name]
	}}
	d.Show(trace.Ref{Name: name})
	return d
}

// says plays presses and returns what the card then says, text by text.
func says(d *card.Card, presses ...string) string {
	c := &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark}
	d.Layout(c, paint.Pt(264, 1e6))
	for _, id := range presses {
		d.Handle(ui.Set{ID: id})
		d.Layout(c, paint.Pt(264, 1e6))
	}
	var out []string
	for _, n := range d.Describe().Children {
		switch n.Role {
		case ui.Button:
			out = append(out, "["+n.Name+"]")
		case ui.Output:
			out = append(out, n.Value)
		default:
			out = append(out, n.Text.String())
		}
	}
	return strings.Join(out, " | ")
}

const why = ", where does it come from?"

func TestSteps(t *testing.T) {
	for _, test := range []struct {
		open    string
		n       int
		presses []string
		want    string
	}{
		{"change", 0, nil, "change = 0.3 | change = slope × learning rate | 6 × 0.05 = 0.3 | [slope = 6" + why + "] | [learning rate = 0.05" + why + "] | [Close]"},
		{"new w", 0, []string{"card.arg1", "card.arg1"}, "[Back to new w] | [Back to change] | learning rate = 0.05 | Given: the reader's choice. | [Close]"},
		{"new w", 0, []string{"card.arg1", "card.arg1", "card.path1", "card.path0", "card.arg0"}, "[Back to new w] | w = 3 | Given: a weight. | [Close]"},
		{"third", 0, nil, "third = 0.3333 | third = one / w | 1 / 3 ≈ 0.3333 | [one = 1" + why + "] | [w = 3" + why + "] | [Close]"},
		{"one", 0, nil, "one = 1 | Given: it was not computed. | [Close]"},
		{"nothing", 0, nil, "nothing | Nothing is known about this number. | [Close]"},
		{"change", 0, []string{"card.close"}, ""},
		{"dot", 0, nil, "dot = −1.5 | dot = x1 × w1 + x2 × w2 | 0.5 × 1 + 2 × (−1) = −1.5 | [x1 = 0.5" + why + "] | [w1 = 1" + why + "] | [x2 = 2" + why + "] | [w2 = −1" + why + "] | [Close]"},
	} {
		if got := says(open(test.open, test.n), test.presses...); got != test.want {
			t.Errorf("%s %v:\n%s\nnot\n%s", test.open, test.presses, got, test.want)
		}
	}
}

func TestLongSum(t *testing.T) {
	short := says(open("sum", 16))
	if !strings.Contains(short, "[and 12 more]") || !strings.Contains(short, "0.1 + 0.1 + 0.1 + 0.1 + … = 1.6") || strings.Contains(short, "term 5 =") {
		t.Errorf("16 terms: %s", short)
	}
	if whole := says(open("sum", 16), "card.more"); !strings.Contains(whole, "term 16 =") || strings.Contains(whole, "…") {
		t.Errorf("16 terms, all of them: %s", whole)
	}
	if five := says(open("sum", 5)); strings.Contains(five, "more") {
		t.Errorf("5 terms: %s", five)
	}
}

func TestClosedTakesNoRoom(t *testing.T) {
	d := open("change", 0)
	d.Close()
	c := &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark}
	if size := d.Layout(c, paint.Pt(264, 1e6)); size != (paint.Point{}) {
		t.Errorf("takes %v", size)
	}
	var l paint.List
	if d.Draw(c, &l); l.Len() != 0 {
		t.Errorf("paints %d things", l.Len())
	}
}

// TestFits: whatever is opened, no part of the card leaves it.
func TestFits(t *testing.T) {
	c := &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark}
	for _, w := range []float64{240, 264, 600} {
		for _, name := range []string{"new w", "change", "sum", "one"} {
			d := open(name, 16)
			size := d.Layout(c, paint.Pt(w, 1e6))
			if size.X > w || math.IsNaN(size.Y) {
				t.Errorf("%s takes %v of %v", name, size, w)
			}
			for _, n := range d.Describe().Children {
				if b := n.Bounds; b.Min.X < 0 || b.Max.X > size.X || b.Max.Y > size.Y {
					t.Errorf("%s at %v: %s at %v leaves %v", name, w, n.ID, b, size)
				}
			}
		}
	}
}

func TestHoverStays(t *testing.T) {
	c := &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark}
	d := open("change", 0)
	d.Layout(c, paint.Pt(264, 1e6))
	n, _ := d.Describe().Find("card.arg0")
	over := ui.Pointer{Kind: ui.Hover, At: n.Bounds.Center()}
	if !d.Handle(over) {
		t.Error("nothing shows that the mouse is over a number")
	}
	d.Layout(c, paint.Pt(264, 1e6))
	if d.Handle(over) {
		t.Error("the same place changes something again")
	}
	if !d.Handle(ui.Pointer{Kind: ui.Leave}) {
		t.Error("the mouse leaves, and nothing changes")
	}
}

func TestPress(t *testing.T) {
	c := &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark}
	d := open("new w", 0)
	d.Layout(c, paint.Pt(264, 1e6))
	n, _ := d.Describe().Find("card.arg1")
	play := func(from, to paint.Point) {
		for _, e := range []ui.Pointer{{Kind: ui.Press, At: from}, {Kind: ui.Drag, At: to}, {Kind: ui.Release, At: to}} {
			d.Handle(e)
			d.Layout(c, paint.Pt(264, 1e6))
		}
	}
	play(n.Bounds.Center(), paint.Pt(0, 0))
	if d.Open.Name != "new w" {
		t.Errorf("a press that ends elsewhere opens %v", d.Open)
	}
	play(n.Bounds.Center(), n.Bounds.Center())
	if d.Open.Name != "change" {
		t.Errorf("a press on the change opens %v", d.Open)
	}
}
