package card_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/label"
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
	case "moved":
		return made(2.2801-2.25, trace.Difference, at("after", 2.2801), at("before", 2.25))
	case "tiny":
		return made(math.Sin(1.001)-math.Sin(1), trace.Difference, at("sine", math.Sin(1.001)), at("sine", math.Sin(1)))
	case "double":
		return made(6, trace.Product, at("2", 2), at("w", 3))
	case "sin(w)":
		return made(math.Sin(3), trace.Sin, at("w", 3))
	case "nowhere":
		return made(math.NaN(), trace.NoValue, at("one", 1), at("w", 3))
	case "dot":
		return made(-1.5, trace.Dot, at("x1", 0.5), at("w1", 1), at("x2", 2), at("w2", -1))
	}
	v, ok := map[string]float64{"w": 3, "slope": 6, "learning rate": 0.05, "one": 1, "2": 2, "term": 0.1, "sine": math.Sin(1.001)}[r.Name]
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
		{"third", 0, nil, "third = 0.333333 | third = one / w | 1 / 3 ≈ 0.333333 | [one = 1" + why + "] | [w = 3" + why + "] | [Close]"},
		{"moved", 0, nil, "moved = 0.0301 | moved = after − before | 2.2801 − 2.25 = 0.0301 | [after = 2.2801" + why + "] | [before = 2.25" + why + "] | [Close]"},
		{"tiny", 0, []string{"card.arg0", "card.path0", "card.arg0"}, "[Back to tiny] | sine = 0.842010866 | Given: it was not computed. | [Close]"},
		{"sine", 0, nil, "sine = 0.842011 | Given: it was not computed. | [Close]"},
		{"nowhere", 0, nil, "nowhere = no value | one and w lead to no value. | [one = 1" + why + "] | [w = 3" + why + "] | [Close]"},
		{"2", 0, nil, "2 | Given: it was not computed. | [Close]"},
		{"double", 0, nil, "double = 6 | double = 2 × w | 2 × 3 = 6 | [2" + why + "] | [w = 3" + why + "] | [Close]"},
		{"sin(w)", 0, nil, "sin(w) = 0.14112 | sin(3) ≈ 0.14112 | [w = 3" + why + "] | [Close]"},
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

// What a reader reckons from the operands on a card is the result on it, for
// every operation: that is why operands may have more digits than it.
func TestReckoned(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	number := func() float64 { return random.NormFloat64() * math.Pow(10, float64(random.IntN(9)-4)) }
	for op := trace.Sum; op <= trace.Sign; op++ {
		for range 300 {
			a := number()
			args := []float64{a, a * (1 + random.NormFloat64()*math.Pow(10, -float64(random.IntN(7)))), number(), number()}
			s := trace.Step{Ref: trace.Ref{Name: "result"}, Op: op}
			for i, v := range args[:operands(op)] {
				s.Args = append(s.Args, trace.Term{Ref: trace.Ref{Name: "operand", I: i}, Value: v})
			}
			s.Value = s.Recompute()
			reckon(t, s)
		}
	}
}

// operands is how many an operation of the test has.
func operands(op trace.Op) int {
	switch op {
	case trace.Sum, trace.Product, trace.Dot, trace.Mean, trace.Max:
		return 4
	case trace.Affine:
		return 3
	case trace.Difference, trace.Quotient, trace.Power:
		return 2
	}
	return 1
}

// reckon reads the numbers on the card of s and does the operation with them.
func reckon(t *testing.T, s trace.Step) {
	t.Helper()
	d := &card.Card{ID: "card", Source: trace.Table{s.Ref: s}, Names: trace.Ref.String}
	d.Show(s.Ref)
	said := says(d)
	var shown []float64
	for _, m := range regexp.MustCompile(`= ([^ |]*)`+why).FindAllStringSubmatch(said, -1) {
		v, err := strconv.ParseFloat(plain.Replace(m[1]), 64)
		if err != nil {
			t.Fatal(err)
		}
		shown = append(shown, v)
	}
	if len(shown) != len(s.Args) {
		t.Fatalf("%d operands on %q", len(shown), said)
	}
	for i, v := range shown {
		s.Args[i].Value = v
	}
	if want := label.Number(s.Recompute(), 6); !strings.HasPrefix(said, s.Ref.String()+" = "+want+" |") {
		t.Errorf("%v of %v is %s, on the card: %s", s.Op, shown, want, said)
	}
}

var plain = strings.NewReplacer("−", "-", "×10", "e", "⁻", "-", "⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4",
	"⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9", "∞", "Inf")

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

// Whatever many terms an operation has, its text is true of all of them.
func TestLongSteps(t *testing.T) {
	for op, want := range map[trace.Op]string{
		trace.Product: "1 × 2 × 3 × 4 × … = 362880",
		trace.Mean:    "(1 + 2 + 3 + 4 + …) / 9 = 5",
		trace.Max:     "the largest of 1, 2, 3, 4, … = 9",
	} {
		s := trace.Step{Ref: trace.Ref{Name: "result"}, Op: op}
		for i := range 9 {
			s.Args = append(s.Args, trace.Term{Ref: trace.Ref{Name: "operand", I: i}, Value: float64(i + 1)})
		}
		if said := said(s); !strings.Contains(said, "| "+want+" |") || !strings.Contains(said, "[and 5 more]") {
			t.Errorf("%s\ndoes not say %s", said, want)
		}
	}
	s := trace.Step{Ref: trace.Ref{Name: "result"}, Op: trace.Affine}
	for i := range 13 { // six products and 100
		v := float64(i + 1)
		if i == 12 {
			v = 100
		}
		s.Args = append(s.Args, trace.Term{Ref: trace.Ref{Name: "operand", I: i}, Value: v})
	}
	if said, want := said(s), "1 × 2 + 3 × 4 + 5 × 6 + 7 × 8 + 100 + … = 422"; !strings.Contains(said, want) || !strings.Contains(said, "[and 2 more]") {
		t.Errorf("%s\ndoes not say %s", said, want)
	}
}

// said is what a card of s says.
func said(s trace.Step) string {
	s.Value = s.Recompute()
	d := &card.Card{ID: "card", Source: trace.Table{s.Ref: s}}
	d.Show(s.Ref)
	return says(d)
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

// The numbers of a card of counts are written in full, and are exact.
func TestCounts(t *testing.T) {
	t1 := trace.Table{}
	t1.Do(trace.Ref{Name: "all"}, trace.Product, t1.Given(trace.Ref{Name: "rows"}, 50257), t1.Given(trace.Ref{Name: "width"}, 768))
	c := &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark}
	for counts, want := range map[bool]string{true: "50,257 × 768 = 38,597,376", false: "50257 × 768 ≈ 3.85974×10⁷"} {
		d := &card.Card{ID: "card", Source: t1, Names: func(r trace.Ref) string { return r.Name }, Counts: counts}
		d.Show(trace.Ref{Name: "all"})
		d.Layout(c, paint.Pt(400, 1e6))
		n, _ := d.Describe().Find("card.numbers")
		if got := n.Text.String(); got != want {
			t.Errorf("counts %v: %q, want %q", counts, got, want)
		}
	}
}
