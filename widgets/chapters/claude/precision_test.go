package claude

import (
	"math"
	"strings"
	"testing"
	"time"

	"zerotoai/engine/quant"
	"zerotoai/engine/trace"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func TestFootprint(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return newFootprint() },
		ui.Set{ID: footprintID + ".bars.3"},
		ui.Set{ID: footprintID + ".model", Text: "Llama 3.1 405B"},
		ui.Set{ID: footprintID + ".memory", Number: 3},
		ui.Set{ID: footprintID + ".parameters", Text: "seven"},
	)
}

// The bytes of published models by hand, and every number recomputes.
func TestFootprints(t *testing.T) {
	w := newFootprint()
	for _, c := range []struct {
		name   string
		f      quant.Format
		want   float64
		within float64
	}{
		{"GPT-2 small", quant.Float32, 4 * 124439808, 0},
		{"GPT-3", quant.Float16, 350e9, 1e9},
		{"Llama 3.1 405B", quant.Float16, 810e9, 2e9},
		{firstSized, quant.Float32, 4 * 6738415616, 0},
		{firstSized, quant.Int4, 6738415616 * 4.5 / 8, 1e6},
		{guideSized, quant.Float16, 2 * 450528, 0},
	} {
		w.preset = c.name
		w.choose()
		if got := w.bytes(c.f); math.Abs(got-c.want) > c.within {
			t.Errorf("%s takes %v bytes in %v, want %v", c.name, got, c.f, c.want)
		}
	}
	for _, p := range sizedModels() {
		w.preset = p.Name
		w.choose()
		for _, f := range quant.Formats() {
			if err := trace.Check(w, ofFormat(f, quant.BytesRef), 0); err != nil {
				t.Errorf("%s: %v", p.Name, err)
			}
		}
		uitest.Check(t, w)
	}
}

// The plan of the guide's model is that of the model that the guide ships.
func TestGuideSized(t *testing.T) {
	m := shelf(t).Open()
	for _, p := range sizedModels() {
		if p.Name == guideSized && p.Config != plan(m.Weights.Config) {
			t.Errorf("%+v, and the model is %+v", p.Config, m.Weights.Config)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]float64{"7B": 7e9, "7 billion": 7e9, "7,000,000,000": 7e9, "0.35b": 35e7, "450528": 450528, "1.5 M": 15e5, "2 trillion": 2e12, "3k": 3e3, "1e3": 1000} {
		if got, err := parseNumber(text); err != nil || got != want {
			t.Errorf("%q is read as %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "B", "seven", "-7B", "0", "nan", "inf", "1e400", "7B7", "2000T", strings.Repeat("9", 999)} {
		if got, err := parseNumber(text); err == nil {
			t.Errorf("%.20q is read as %v", text, got)
		}
	}
	c, w := uitest.Context(t, &theme.Dark), newFootprint()
	w.Layout(c, paint.Pt(720, 1e6))
	params := w.State()
	uitest.Set(t, c, w, ui.Field, "Parameters", 0, "-7B")
	if got := uitest.Find(t, w, ui.Output, "Memory").Value + uitest.Find(t, w, ui.Field, "Parameters").Error; !strings.Contains(got, "no number") || !strings.Contains(got, "such as 7B") {
		t.Error(got)
	}
	uitest.Check(t, w)
	uitest.Set(t, c, w, ui.Field, "Parameters", 0, "13B")
	if got := uitest.Find(t, w, ui.Output, "Memory").Value; !strings.Contains(got, "fit into 8 GB in 4 bit, 2 bit, and not in the others") {
		t.Error(got)
	}
	again := newFootprint()
	uitest.Reopen(t, params, again)
	if again.number != 13e9 || again.count != nil {
		t.Errorf("restored as %v", again.number)
	}
}

func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"7B", "1,000", "x", "1e9 k", "0x7p3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, err := parseNumber(s); err == nil && !(n >= 1 && n <= mostNumber && n == math.Trunc(n)) {
			t.Errorf("%q is read as %v", s, n)
		}
	})
}

// measuredAll is the figure of the precision, when all is measured.
func measuredAll(t testing.TB) *precision {
	w := newPrecision()
	w.Read(shelf(t).Guide())
	for w.work() {
	}
	return w
}

func TestPrecision(t *testing.T) {
	m := shelf(t).Guide()
	uitest.Golden(t, func() ui.Widget {
		w := newPrecision()
		w.Read(m)
		return w
	}, ui.Set{ID: precisionID + ".measure"}, ui.Tick{}, ui.Set{ID: precisionID + ".format", Text: "2 bit"}, ui.Set{ID: precisionID + ".weights.0.2"})
}

func TestPrecisionMeasured(t *testing.T) {
	measured := measuredAll(t)
	uitest.Golden(t, func() ui.Widget { return measured }, ui.Set{ID: precisionID + ".results.3.2"})
}

// The model that the guide ships is in float16, so float16 loses nothing; int8
// nearly nothing, 4 bits little and 2 bits nearly all. Each loss opens down to
// chances and weights.
func TestMeasured(t *testing.T) {
	w := measuredAll(t)
	loss := func(f quant.Format) float64 { v, _ := w.loss(f); return v }
	exact := loss(quant.Float32)
	if exact < 0.6 || exact > 0.8 || loss(quant.Float16) != exact || math.Abs(loss(quant.Int8)-exact) > 0.001 ||
		loss(quant.Int4) < exact || loss(quant.Int4) > exact+0.02 || loss(quant.Int2) < 2 {
		t.Errorf("%v", []float64{exact, loss(quant.Float16), loss(quant.Int8), loss(quant.Int4), loss(quant.Int2)})
	}
	if four, _ := w.answerOf(quant.Int4); four != "Gravity is the force that pulls things together. It makes apples fall to the ground." {
		t.Errorf("in 4 bits: %s", four)
	}
	for _, f := range quant.Formats() {
		for _, r := range []trace.Ref{lossRef, quant.BytesRef, {Name: keptName, I: 3}, {Name: offName, I: 5}, {Name: rowName, I: 7}, {Name: surpriseName, I: 7, J: 9}} {
			r = ofFormat(f, r)
			s, ok := w.Explain(r)
			if !ok || math.Abs(s.Recompute()-s.Value) > 1e-5 {
				t.Errorf("%v: %v, recomputed %v", r, s.Value, s.Recompute())
			}
			for _, a := range s.Args[:min(len(s.Args), 3)] {
				if in, ok := w.Explain(a.Ref); !ok || math.Abs(in.Value-a.Value) > 1e-5 || measureName(a.Ref) == "" {
					t.Errorf("%v: operand %v is %v, opened as %v", r, a.Ref, a.Value, in.Value)
				}
			}
		}
	}
	if s, _ := w.Explain(ofFormat(quant.Int4, lossRef)); math.Abs(s.Value-loss(quant.Int4)) > 1e-12 {
		t.Errorf("%v is shown, and %v explained", loss(quant.Int4), s.Value)
	}
}

// Where there is a clock, a tick does as much as there is time for.
func TestMeasuresInTime(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), newPrecision()
	c.Clock = new(ticking)
	w.Read(shelf(t).Guide())
	w.Layout(c, paint.Pt(720, 1e6))
	uitest.Set(t, c, w, ui.Button, "Measure", 0, "")
	before := w.made
	if w.Handle(ui.Tick{}); w.made-before != int(partsTime/time.Millisecond) {
		t.Errorf("in %v it does %d parts of a millisecond each", partsTime, w.made-before)
	}
	for range mostParts {
		w.Handle(ui.Tick{})
	}
	if !w.done() || w.running {
		t.Errorf("it ends at %d of %d rows, and runs: %t", w.measured(), heldRows, w.running)
	}
}

// Until something is measured it says so, and a link has it measured again.
func TestNotMeasured(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), newPrecision()
	params := w.State()
	w.Read(shelf(t).Guide())
	w.Layout(c, paint.Pt(720, 1e6))
	if rows := w.rows(); rows[0][1].Text != pending || rows[0][2].Text != pending || !strings.Contains(uitest.Find(t, w, ui.Output, "Precision").Value, "Nothing is measured") {
		t.Errorf("%+v", rows)
	}
	uitest.Set(t, c, w, ui.Button, "Measure", 0, "")
	for w.measured() < 2 {
		w.Handle(ui.Tick{})
	}
	w.Layout(c, paint.Pt(720, 1e6))
	uitest.Set(t, c, w, ui.Button, "Pause", 0, "")
	again := newPrecision()
	uitest.Reopen(t, params, again)
	again.Read(w.model)
	for again.replay.Left() > 0 {
		again.Handle(ui.Tick{})
	}
	a, _ := again.loss(quant.Int4)
	if b, _ := w.loss(quant.Int4); again.measured() != 2 || a != b {
		t.Errorf("%d rows, %v and %v", again.measured(), a, b)
	}
	uitest.Set(t, c, w, ui.Button, "Reset", 0, "")
	if w.measured() != 0 || len(w.kept) != 0 {
		t.Error("something is left")
	}
}
