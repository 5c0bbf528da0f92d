package sampling

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/model/reference"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
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

// Another seed gives other draws, and Reset leads back to those of the start.
func TestSeeds(t *testing.T) {
	c := uitest.Context(t, &theme.Dark)
	w := figure(t, drawsID)()
	w.Layout(c, paint.Pt(720, 1e6))
	drawn := func(button string) string {
		uitest.Set(t, c, w, ui.Button, button, 0, "")
		uitest.Set(t, c, w, ui.Button, "Draw a thousand", 0, "")
		var b strings.Builder
		uitest.Find(t, w, ui.Table, "Counts beside theory").WriteText(&b)
		return b.String()
	}
	first := drawn("Reset")
	if other := drawn("Another seed"); other == first {
		t.Error("another seed draws the same")
	}
	if again := drawn("Reset"); again != first {
		t.Errorf("reset it draws\n%s, not\n%s", again, first)
	}
}

func TestFigures(t *testing.T) {
	fs, _ := figures(t)
	for name, w := range fs {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
}

// The settings in the text are those of the sources that stand at their places;
// those that can be chosen are what the figure then draws with.
func TestProse(t *testing.T) {
	sayings := []string{
		"one right answernear 0, such as 0.2few, such as 10low, such as 0.5",
		"many good answersnear 1, such as 0.8many, such as 100high, such as 0.95",
		"OpenAI’s programming interface1.00", "Anthropic’s1.00", "even at 0 they",
	}
	for _, s := range presets {
		name := strings.Replace(s.name, "Transformers", "Transformers, when it draws", 1)
		sayings = append(sayings, name+label.Fixed(s.Temperature, 2)+formatK(float64(s.TopK))+formatP(s.TopP))
	}
	uitest.Prose(t, Text, sayings...)
}

// A preset that is chosen is what is drawn with, and settings that are of none
// are the reader's own.
func TestPresets(t *testing.T) {
	_, m := figures(t)
	f := newCandidates(newPrompt())
	f.Read(m)
	c := uitest.Context(t, &theme.Dark)
	for _, s := range presets {
		f.Layout(c, paint.Pt(720, 1e6))
		uitest.Set(t, c, f, ui.Choice, "Settings of", 0, s.name)
		if f.settings() != s.Settings || f.next.Settings != s.Settings {
			t.Errorf("%s: %v, drawn with %v", s.name, f.settings(), f.next.Settings)
		}
	}
	if k := uitest.Find(t, f, ui.Slider, "Top-K"); k.Value != "off" || f.next.Kept != len(f.next.P) {
		t.Errorf("top-k is %s, kept are %d", k.Value, f.next.Kept)
	}
	f.k = 7
	f.Layout(c, paint.Pt(720, 1e6))
	if got := uitest.Find(t, f, ui.Choice, "Settings of").Value; got != own {
		t.Errorf("settings of %s", got)
	}
}

// What the world of the model does not have is said to be a guess.
func TestDoubt(t *testing.T) {
	_, m := figures(t)
	p := newPrompt()
	p.open(m)
	for text, want := range map[string]string{
		"The cat sat on the mat because it was tired. The": "at home in this text", "The stock market fell sharply on": "never read such a text",
		"Ma": "Kept are",
	} {
		p.write(text)
		if said := p.notice(); !strings.Contains(said, want) || strings.Contains(said, "guess") != strings.Contains(said, "never") {
			t.Errorf("%q: %s", text, said)
		}
	}
}

// A link makes the same draws again, whatever the figure has shown before.
func TestDrawsLink(t *testing.T) {
	_, m := figures(t)
	made := func() *draws { f := newDraws(newPrompt()); f.Read(m); return f }
	f, g := made(), made()
	link := append(f.state(), f.State()...)
	f.Written, f.temperature, f.k, f.p, f.seed = "The dog", 1.5, 0, 1, 12
	f.begin()
	f.draw(2*thousand + 3)
	g.draw(5)
	for i, p := range append(g.state(), g.State()...) {
		if s := link[i].Get(); s == "" {
			t.Errorf("%s is not in the link", p.Name)
		} else if err := p.Set(s); err != nil {
			t.Error(err)
		}
	}
	g.Restored()
	if g.says() != f.says() || !maps.Equal(g.counts, f.counts) || !reflect.DeepEqual(g.cells(), f.cells()) || g.settings() != f.settings() {
		t.Errorf("restored is %q, not %q", g.says(), f.says())
	}
	for _, p := range g.State() {
		for _, bad := range []string{"-1", "many", "1e9", "NaN"} {
			if p.Name != "prompt" && p.Set(bad) == nil {
				t.Errorf("%s takes %q", p.Name, bad)
			}
		}
	}
}

// What is shown is sample's on the logits of the model, at the extremes too,
// and what is drawn is near to what is expected.
func TestEqualsSample(t *testing.T) {
	_, m := figures(t)
	for _, s := range []sample.Settings{{Temperature: 0.7, TopK: 10, TopP: 0.9}, {Temperature: 0.1, TopK: 1}, {Temperature: 2, TopK: mostK, TopP: 1}, {Temperature: 1, TopP: 1}} {
		p := newPrompt()
		p.temperature, p.k, p.p = s.Temperature, float64(s.TopK), s.TopP
		f := newDraws(p)
		f.Read(m)
		var want sample.Distribution
		if err := want.Set(p.next.Run.State.Logits.Row(p.next.At), s); err != nil {
			t.Fatal(err)
		}
		f.draw(mostN)
		for id := range want.P {
			q := want.Q(id)
			if p.next.Q(id) != q {
				t.Errorf("%v: token %d has %v, not %v", s, id, p.next.Q(id), q)
			}
			n, expected := float64(f.counts[id]), q*mostN
			if q == 0 && n > 0 || math.Abs(n-expected) > 5*math.Sqrt(expected)+5 { // a rare one may come a few times
				t.Errorf("%v: token %d was drawn %v times, expected are %v", s, id, n, expected)
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
	if p.settings() != want || p.Written != "The dog" {
		t.Errorf("restored are %v and %q", p.settings(), p.Written)
	}
	for _, bad := range []string{"2.5", "-1", "101", "many", "NaN"} {
		if params["top-k"].Set(bad) == nil || p.k != 3 {
			t.Errorf("top-k takes %q", bad)
		}
	}
}

// The order of the candidates stays, whatever the temperature, and there is no
// answer before anything is computed.
func TestPredict(t *testing.T) {
	_, m := figures(t)
	p := newPrompt()
	q := question(p)
	if !math.IsNaN(q.Truth()) || q.Explain(0, 0) != "" {
		t.Error("it knows what is not computed")
	}
	p.open(m)
	for _, p.temperature = range []float64{0.1, 0.7, 2} {
		p.choose()
		if q.Truth() != stays {
			t.Errorf("at temperature %v the answer is %v", p.temperature, q.Truth())
		}
	}
	upside := *p.doubled()
	slices.Reverse(upside.P)
	if order(&upside) != turned {
		t.Error("it does not see that the order has turned")
	}
	p.temperature = 0.7
	p.choose()
	if said := q.Explain(stays, stays); !strings.Contains(said, "“hide” has") || strings.Contains(said, "NaN") {
		t.Error(said)
	}
}

// The model is at home in the text that the chapter starts with, each of the three settings
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
	if d := p.Doubt(); d.Much() {
		t.Errorf("its doubt is %v", d.Value)
	}
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

// Draws are made again when there is what they are of, whichever figure has
// done the work for it.
func TestDrawnAfterOthers(t *testing.T) {
	p := newPrompt()
	first, f, c := newCandidates(p), newDraws(p), uitest.Context(t, &theme.Dark)
	f.n = thousand
	large := largeGuest(t)
	first.Read(large)
	f.Read(large)
	for first.Handle(ui.Tick{}) {
	}
	f.Layout(c, paint.Pt(720, 1e6))
	n := 0
	for _, count := range f.counts {
		n += count
	}
	if !p.set || f.n != thousand || n != thousand {
		t.Errorf("%d draws are counted: %s", n, f.says())
	}
}

// A text grows to its end and no further.
func TestEnds(t *testing.T) {
	_, m := figures(t)
	p := newPrompt()
	p.Written, p.k = "Every morning the house.", 1
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
		if !ok || len(s.Args) == 0 || math.Abs(s.Recompute()-s.Value) > 1e-4 || p.next.Name(r) == "" {
			t.Errorf("%v: %v from %d operands is recomputed as %v", r, s.Value, len(s.Args), s.Recompute())
		}
		for _, a := range s.Args {
			if in, ok := p.Explain(a.Ref); !ok || math.Abs(in.Value-a.Value) > 1e-6 {
				t.Errorf("%v: operand %v is %v, and opens as %v", r, a.Ref, a.Value, in.Value)
			}
		}
	}
}

// What the first figure shows is, to the last digit, what another program makes
// of the model's files: for three texts, at four settings.
func TestReference(t *testing.T) {
	_, m := figures(t)
	texts, err := reference.Texts()
	if err != nil || len(texts) != 3 {
		t.Fatal(len(texts), err)
	}
	p := newPrompt()
	p.open(m)
	f := newCandidates(p)
	for _, text := range texts {
		p.write(text.Text)
		for _, want := range text.Samples {
			p.take(preset{"", sample.Settings{Temperature: want.Temperature, TopK: want.TopK, TopP: want.TopP}})
			compare(t, f, want)
		}
	}
}

// compare compares the bars and the last table.
func compare(t *testing.T, f *candidates, want reference.Sample) {
	t.Helper()
	bars, last := f.chances(), f.cells(stages[len(stages)-1])
	for i, c := range want.Kept[:min(shown, len(want.Kept))] {
		if b := bars[i]; b.Name != f.word(c.ID) || b.Text != percent(c.P) {
			t.Errorf("%q, %v: bar %d is %s %s, want %s %v", f.Written, f.settings(), i+1, b.Name, b.Text, f.word(c.ID), c.P)
		}
		if i < listed && last[i][1].Text != label.Fixed(c.P, 3) {
			t.Errorf("%q, %v: row %d has a chance of %s, want %v", f.Written, f.settings(), i+1, last[i][1].Text, c.P)
		}
	}
	if kept := min(len(want.Kept), shown); kept < shown && bars[kept].Text[:3] != "cut" {
		t.Errorf("%q, %v: %d are kept, not %d", f.Written, f.settings(), f.next.Kept, kept)
	}
}
