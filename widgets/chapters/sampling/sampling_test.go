package sampling

import (
	"math"
	"strings"
	"testing"

	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func figures(t testing.TB) (map[string]ui.Widget, *model.Model) {
	t.Helper()
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	shelf := &model.Shelf{}
	shelf.Put(m)
	return New(shelf), m
}

func figure(t *testing.T, name string) func() ui.Widget {
	return func() ui.Widget { fs, _ := figures(t); return fs[name] }
}

func TestCandidates(t *testing.T) {
	uitest.Golden(t, figure(t, candidatesID),
		ui.Set{ID: candidatesID + ".temperature", Number: 2},
		ui.Set{ID: candidatesID + ".text", Text: "Zebras quarrel."},
		ui.Set{ID: candidatesID + ".text", Text: ""},
	)
}

func TestDraws(t *testing.T) {
	uitest.Golden(t, figure(t, drawsID), ui.Set{ID: drawsID + ".many"}, ui.Set{ID: drawsID + ".grow"}, ui.Set{ID: drawsID + ".reset"})
}

func TestFigures(t *testing.T) {
	fs, _ := figures(t)
	for name, w := range fs {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
}

func TestProse(t *testing.T) { uitest.Prose(t, Text) }

// What is shown is sample's on the logits of the model, at the extremes too,
// and what is drawn is near to what is expected.
func TestEqualsSample(t *testing.T) {
	_, m := figures(t)
	for _, s := range []sample.Settings{{Temperature: 0.7, TopK: 10, TopP: 0.9}, {Temperature: 0.1, TopK: 1}, {Temperature: 2, TopK: mostK, TopP: 1}} {
		p := newPrompt()
		p.temperature, p.k, p.p = s.Temperature, float64(s.TopK), s.TopP
		f := newDraws(p)
		f.Read(m)
		var want sample.Distribution
		if err := want.Set(p.run.State.Logits.Row(p.last()), s); err != nil {
			t.Fatal(err)
		}
		f.draw(mostN)
		for id := range want.P {
			q := want.Q(id)
			if p.next.Q(id) != q {
				t.Errorf("%v: token %d has %v, not %v", s, id, p.next.Q(id), q)
			}
			if off := math.Abs(float64(f.counts[id]) - q*mostN); off > 5*math.Sqrt(q*mostN)+1e-9 {
				t.Errorf("%v: token %d was drawn %d times, expected are %v", s, id, f.counts[id], q*mostN)
			}
		}
	}
}

// A link restores every parameter, and top-k only as a whole number.
func TestLink(t *testing.T) {
	p := newPrompt()
	params := map[string]ui.Param{}
	for _, param := range p.state() {
		params[param.Name] = param
	}
	for name, value := range map[string]string{"prompt": "The dog", "temperature": "1.5", "top-k": "3", "top-p": "0.25"} {
		if got := params[name].Get(); got != "" {
			t.Errorf("%s starts with %q in the link", name, got)
		}
		if err := params[name].Set(value); err != nil || params[name].Get() != value {
			t.Errorf("%s: %q is restored as %q, %v", name, value, params[name].Get(), err)
		}
	}
	want := sample.Settings{Temperature: 1.5, TopK: 3, TopP: 0.25}
	if p.settings() != want || p.text != "The dog" {
		t.Errorf("restored are %v and %q", p.settings(), p.text)
	}
	for _, bad := range []string{"2.5", "0", "51", "many", "NaN"} {
		if params["top-k"].Set(bad) == nil || p.k != 3 {
			t.Errorf("top-k takes %q", bad)
		}
	}
}

// With the text that the chapter starts with, each of the three settings
// matters, and its checkpoint can be reached by the temperature alone.
func TestStart(t *testing.T) {
	_, m := figures(t)
	p := newPrompt()
	p.open(m)
	kept := func(temperature, k, top float64) int {
		p.temperature, p.k, p.p = temperature, k, top
		p.choose()
		return p.next.Kept
	}
	start := kept(0.7, 10, 0.9)
	if start < 3 || start >= 10 {
		t.Errorf("top-p keeps %d of the 10 of top-k", start)
	}
	if hot := kept(2, 10, 0.9); hot <= start {
		t.Errorf("a high temperature keeps %d, not more than %d", hot, start)
	}
	if few := kept(0.7, 2, 0.9); few != 2 {
		t.Errorf("top-k 2 keeps %d", few)
	}
	goal := checkpoint(p)
	if kept(0.7, 10, 0.9); goal.Done() {
		t.Error("the checkpoint is reached before anything is done")
	}
	if kept(0.1, 10, 0.9); !goal.Done() {
		t.Errorf("the checkpoint is not reached: %s", goal.Progress())
	}
}

// A text grows to its end and no further.
func TestEnds(t *testing.T) {
	_, m := figures(t)
	p := newPrompt()
	p.text, p.k = "Every morning the house.", 1
	p.open(m)
	f := newDraws(p)
	f.Read(m)
	f.draw(1)
	uitest.Check(t, f)
	if !f.ended() || !f.grow.Disabled || !strings.Contains(f.says(), "the end of the text") {
		t.Errorf("drawn is %s: %q", f.word(f.last), f.says())
	}
}

func TestBadText(t *testing.T) {
	_, m := figures(t)
	for _, text := range []string{"", "a", strings.Repeat("cat ", 2500), strings.Repeat("cat ", 25_000), "🐈🐈", "שלום עולם", "\x00\x01\x7f", "Derivatives fell by a quarter."} {
		p := newPrompt()
		p.open(m)
		f := newCandidates(p)
		p.write(text)
		if len(text) < 100 { // a field shows the part of a longer one that has room
			uitest.Check(t, f)
		}
		if got := p.notice(); p.set != (text != "") || got == "" {
			t.Errorf("%.20q: set is %v, %q", text, p.set, got)
		}
	}
}

// A number opens down to the weights: the chance of a draw through the logit
// into the model, each step recomputed from its operands.
func TestOpensToTheModel(t *testing.T) {
	_, m := figures(t)
	p := newPrompt()
	p.open(m)
	id := p.next.Ranked(0)
	for _, r := range []trace.Ref{sample.QRef(id), sample.PRef(id), sample.ScaledRef(id), sample.LogitRef(id), sample.MassRef(3), sample.UpToRef(3)} {
		s, ok := p.Explain(r)
		if !ok || len(s.Args) == 0 || math.Abs(s.Recompute()-s.Value) > 1e-4 || p.name(r) == "" {
			t.Errorf("%v: %v from %d operands is recomputed as %v", r, s.Value, len(s.Args), s.Recompute())
		}
		for _, a := range s.Args {
			if in, ok := p.Explain(a.Ref); !ok || math.Abs(in.Value-a.Value) > 1e-6 {
				t.Errorf("%v: operand %v is %v, and opens as %v", r, a.Ref, a.Value, in.Value)
			}
		}
	}
}
