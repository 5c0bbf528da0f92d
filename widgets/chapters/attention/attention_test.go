package attention

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/address"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/model/reference"
	"zerotoai/widgets/model/untrained"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
	"zerotoai/widgets/wording"
)

// figures are those of the chapter, with the guide's model.
func figures(t testing.TB) map[string]ui.Widget {
	shelf := &model.Shelf{}
	shelf.Put(shipped(t))
	return New(shelf)
}

func figure(t *testing.T, name string) func() ui.Widget {
	return func() ui.Widget { return figures(t)[name] }
}

func TestFan(t *testing.T) {
	uitest.Golden(t, figure(t, fanID),
		ui.Set{ID: fanID + ".tokens.share2"},
		ui.Set{ID: fanID + ".layer", Text: "2"},
		ui.Set{ID: fanID + ".head", Text: "3"},
		ui.Set{ID: fanID + ".tokens.token", Number: 6},
		ui.Set{ID: fanID + ".text", Text: "Zebras quarrel."},
	)
}

func TestIt(t *testing.T) {
	uitest.Golden(t, figure(t, itID),
		ui.Set{ID: itID + ".3.3"},
		ui.Set{ID: itID + ".answers.0"},
		ui.Set{ID: itID + ".reason", Text: "soft"},
		ui.Set{ID: itID + ".none"},
	)
}

func TestGrid(t *testing.T) {
	uitest.Golden(t, figure(t, gridID),
		ui.Set{ID: gridID + ".steps.1.1"},
		ui.Set{ID: gridID + ".cells.row", Number: 2},
	)
}

func TestGoals(t *testing.T) {
	for name, events := range map[string][]ui.Event{
		predictID: {ui.Set{ID: predictID + ".option0"}, ui.Set{ID: predictID + ".reveal"}},
		checkID:   nil,
	} {
		t.Run(name, func(t *testing.T) { uitest.Golden(t, figure(t, name), events...) })
	}
}

func TestFigures(t *testing.T) {
	for name, w := range figures(t) {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
}

// narrow checks a figure on the narrowest phone.
func narrow(t *testing.T, w ui.Widget) {
	t.Helper()
	for _, f := range uitest.Faults(uitest.Context(t, &theme.Light), w, 288) {
		t.Errorf("%.200s", f)
	}
}

// Without a model the figures say so, and the question has no answer yet.
func TestWithout(t *testing.T) {
	for name, w := range New(&model.Shelf{}) {
		uitest.Check(t, w)
		if p, ok := w.(*predict.Predict); ok && !math.IsNaN(p.Truth()) {
			t.Error("the question is answered without a model")
		}
		if name == checkID {
			c := w.(*task.Task)
			if c.Done() {
				t.Error("the checkpoint is done without a model")
			}
		}
	}
}

// What a reader can type that is no sentence of the tiny world.
func TestBadInput(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"", "nothing to read"},
		{"x", "only at itself"},
		{" ", "only at itself"},
		{strings.Repeat("The cat sat. ", 770) + "It", "of its last 2000 letters the last 96 tokens"},
		{strings.Repeat("a", 10_000), "of its last 2000 letters the last 96 tokens"},
		{strings.Repeat("a", 10_000), "never read such a text"},
		{strings.Repeat("The cat sat. ", 60) + "It", "Your text has 241 tokens. The last 96"},
		{"🐈🐕👩‍👩‍👧", "never read such a text"},
		{"القط جلس على السجادة", "never read such a text"},
		{"\x00\x01\a\x7f\u200b\u202e", "never read such a text"},
		{"\xff\xfe", "never read such a text"},
		{"The stock market fell sharply on Monday.", "never read such a text"},
		{"Mia has a ball. The ball is red.", "in doubt"},
		{tiredText, "at home in this text: in the mean it gave the token that came next one chance in 2.98"},
	} {
		fs := figures(t)
		ctx := uitest.Context(t, &theme.Dark)
		fs[fanID].Layout(ctx, paint.Pt(720, 1e6))
		fs[fanID].Handle(ui.Set{ID: fanID + ".text", Text: c.text})
		for _, name := range []string{fanID, gridID} {
			narrow(t, fs[name])
			if said := fmt.Sprint(fs[name].Describe()); strings.Contains(said, "NaN") {
				t.Errorf("%.20q: %s says NaN", c.text, name)
			}
		}
		if got := uitest.Find(t, fs[fanID], ui.Output, "About the text").Value; !strings.Contains(got, c.says) {
			t.Errorf("%.20q: %s", c.text, got)
		}
		if got := uitest.Find(t, fs[fanID], ui.Field, "Text").Value; got != c.text {
			t.Errorf("of %.20q is left %.20q", c.text, got)
		}
	}
}

// At every token of several texts, in all heads, the percentages sum to 100.0.
func TestSum(t *testing.T) {
	r := begun(t)
	for _, text := range []string{startText, tiredText, "Zebras quarrel.", strings.Repeat("the cat and ", 40)} {
		r.write(text)
		for l := range 3 {
			for h := range 4 {
				for i := range r.pieces() {
					tenths := 0
					for _, s := range label.Percents(model.Attention(r.Run, gpt.Head{Layer: l, Head: h}, i)) {
						var whole, rest int
						if _, err := fmt.Sscanf(s, "%d.%d\u00a0%%", &whole, &rest); err != nil {
							t.Fatal(s, err)
						}
						tenths += 10*whole + rest
					}
					if tenths != 1000 {
						t.Fatalf("%q, layer %d, head %d, token %d: %d tenths", text, l+1, h+1, i+1, tenths)
					}
				}
			}
		}
	}
}

// Every number of the matrix figure and of the doubt recomputes, down to the
// weights and the bytes.
func TestExplain(t *testing.T) {
	r := begun(t)
	const rounding = 5e-5
	refs := []trace.Ref{productRef(r.at(), 3, 7, 2), r.at().Ref("score", 2, 7), r.ref(2, 7)}
	if !testing.Short() {
		refs = append(refs, r.ref(7, 2), model.DoubtRef)
	}
	for _, ref := range refs {
		if err := trace.Check(r, ref, rounding); err != nil {
			t.Error(err)
		}
	}
	for _, ref := range []trace.Ref{productRef(r.at(), 24, 7, 2), productRef(r.at(), 0, 8, 2), {Name: "product 1"}, {Name: "surprise", I: 9}} {
		if _, ok := r.Explain(ref); ok {
			t.Errorf("%v is explained", ref)
		}
	}
	if name := r.name(productRef(r.at(), 3, 7, 2)); name != "product 4" {
		t.Error(name)
	}
}

// Every sentence that can be chosen is one of the tiny world, and the model
// answers it as the world does; its nouns are single tokens.
func TestSentences(t *testing.T) {
	f, _ := asked(t, tired[0], "")
	world := corpus.World().Source("text", corpus.All)
	for _, f.animal = range animals {
		for _, f.place = range places {
			for _, f.reason = range reasons {
				f.begin()
				if world.Begin(f.sentence()).Text() != f.sentence() {
					t.Errorf("%q is not of the world", f.sentence())
				}
				if !f.ok(f.run) || headName(f.carrier) != "layer 3, head 3" || len(f.cut.IDs) != 12 {
					t.Errorf("%q: %s, by %s", f.sentence(), f.says(), headName(f.carrier))
				}
			}
		}
	}
}

// The answer changes with the sentence; without the head it is broken; without
// any head both sentences have the same.
func TestSwitches(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), figures(t)[itID]
	w.Layout(c, paint.Pt(720, 1e6))
	says := func(want string) {
		t.Helper()
		if got := uitest.Find(t, w, ui.Output, "Answer").Value; !strings.Contains(got, want) {
			t.Errorf("%s, want %s", got, want)
		}
	}
	says("All heads are on. The model goes on with “cat”, 99.95\u00a0%: right")
	uitest.Set(t, c, w, ui.Choice, "because it was", 0, "soft")
	says("“mat”, 99.87\u00a0%: right")
	uitest.Set(t, c, w, ui.Toggle, "Layer 3, head 3", 0, "")
	says("Layer 3, head 3 is off. The answer is broken")
	uitest.Set(t, c, w, ui.Toggle, "Layer 1, head 2", 0, "")
	says("2 heads are off.")
	uitest.Set(t, c, w, ui.Button, "All heads off", 0, "")
	says("No token hears of another")
	says("“lamb”, 3.70\u00a0%")
	uitest.Set(t, c, w, ui.Choice, "because it was", 0, "tired")
	says("“lamb”, 3.70\u00a0%")
	uitest.Set(t, c, w, ui.Button, "All heads on", 0, "")
	uitest.Set(t, c, w, ui.Toggle, "Layer 1, head 2", 0, "")
	says("takes the wrong one of the two")
}

// The checkpoint is the one head, and no other.
func TestCheckpoint(t *testing.T) {
	f, _ := asked(t, tired[0], "")
	c := checkpoint(f)
	for i := range f.on {
		f.turn(true)
		f.on[i] = false
		f.look()
		if want := shortHead(f.head(i)) == "1.2"; c.Done() != want {
			t.Errorf("%s: done is %v", shortHead(f.head(i)), !want)
		}
		if c.Progress() == "" {
			t.Error("no progress is told of")
		}
	}
	f.turn(false)
	if c.Done() || !strings.Contains(c.Progress(), "12 heads are off") {
		t.Error(c.Progress())
	}
}

// The prediction: nothing differs, and each answer is true of some difference.
func TestPredict(t *testing.T) {
	p := figures(t)[predictID].(*predict.Predict)
	if got := p.Truth(); got != same {
		t.Errorf("the answer is %v", got)
	}
	for most, want := range map[float64]int{0: same, 0.1: slightly, 0.9: tells} {
		if outcome(most) != want {
			t.Errorf("%v: %d", most, outcome(most))
		}
	}
	if it := slices.Index(shipped(t).Text(tiredText).Pieces(), " it"); it != 7 {
		t.Errorf("“it” is token %d", it+1)
	}
}

// A link restores what is seen, also where it comes before the model.
func TestAddress(t *testing.T) {
	const link = "text=The+cat+sat.&layer=2&head=4&token=3&key=2&animal=dog&place=bed&reason=cosy&off=1.2,3.3"
	shelf := &model.Shelf{}
	fs := New(shelf)
	stateful := func() (params []ui.Param) {
		for _, name := range []string{fanID, itID, gridID} {
			params = append(params, fs[name].(ui.Stateful).State()...)
		}
		return params
	}
	params := stateful()
	if n := address.Restore(params, address.Parse("#attention?"+link).Values); n != 9 {
		t.Errorf("%d values are taken", n)
	}
	for _, w := range fs {
		if s, ok := w.(ui.Stateful); ok {
			s.Restored()
		}
	}
	shelf.Put(shipped(t))
	c := uitest.Context(t, &theme.Dark)
	for _, w := range fs {
		w.Layout(c, paint.Pt(720, 1e6))
	}
	if got := uitest.Find(t, fs[fanID], ui.Output, "Attention").Value; !strings.HasPrefix(got, "“sat”, token 3") {
		t.Error(got)
	}
	if got := uitest.Find(t, fs[itID], ui.Output, "Answer").Value; !strings.HasPrefix(got, "2 heads are off.") || !strings.Contains(got, "“bed”") {
		t.Error(got)
	}
	again := address.Address{Chapter: "attention", Values: address.Of(params)}.String()
	for _, part := range strings.Split("layer=2 head=4 token=3 key=2 animal=dog place=bed reason=cosy", " ") {
		if !strings.Contains(again, part) {
			t.Errorf("%s is not in %s", part, again)
		}
	}
	for name, value := range map[string]string{"layer": "0", "head": "x", "off": "3", "reason": "blue", "text": strings.Repeat("x", 10_001)} {
		for _, p := range params {
			if p.Name == name && p.Set(value) == nil {
				t.Errorf("%s=%.10s is taken", name, value)
			}
		}
	}
}

// Another model has other layers and heads; what does not fit is brought into
// range. Its runs take more than one frame.
func TestOther(t *testing.T) {
	other := untrained.New(shipped(t).Tokenizer, gpt.Config{Layers: 2, Heads: 3, Width: 384, Context: 40})
	shelf := &model.Shelf{}
	shelf.Put(shipped(t))
	fs := New(shelf)
	c := uitest.Context(t, &theme.Dark)
	lay := func() {
		for _, w := range fs {
			w.Layout(c, paint.Pt(720, 1e6))
		}
	}
	lay()
	shelf.Put(other)
	fs[fanID].Handle(ui.Notice{})
	lay()
	fs[fanID].Handle(ui.Set{ID: fanID + ".text", Text: strings.Repeat("The cat sat. ", 20) + "It"})
	lay()
	if got := uitest.Find(t, fs[fanID], ui.Output, "Attention").Value; got != "Not computed yet." {
		t.Error("a run of a large model is done at once: ", got)
	}
	for _, name := range []string{fanID, gridID, itID} {
		narrow(t, fs[name])
		for fs[name].Handle(ui.Tick{}) {
			lay()
		}
		narrow(t, fs[name])
	}
	if n := uitest.Find(t, fs[fanID], ui.Choice, "Layer"); n.Value != "2" || len(n.Options) != 2 {
		t.Errorf("layer %s of %d", n.Value, len(n.Options))
	}
	if got := uitest.Find(t, fs[gridID], ui.Output, "Cell").Value; strings.Contains(got, "computed") {
		t.Error(got)
	}
}

// A card closes when its number is not there any more.
func TestCard(t *testing.T) {
	f := newFan(begun(t))
	c := uitest.Context(t, &theme.Dark)
	f.Layout(c, paint.Pt(720, 1e6))
	f.Handle(ui.Set{ID: fanID + ".tokens.share2"})
	if f.card.Open != f.ref(7, 2) {
		t.Errorf("open is %v", f.card.Open)
	}
	f.Handle(ui.Set{ID: fanID + ".text", Text: "The"})
	f.Layout(c, paint.Pt(720, 1e6))
	if f.card.Open != (trace.Ref{}) {
		t.Errorf("open is still %v", f.card.Open)
	}
}

// The percentages that the first figure shows are, to the shown digits, those
// that another program has found from the model's files: at each token of three
// texts, in all heads.
func TestReference(t *testing.T) {
	texts, err := reference.Texts()
	if err != nil {
		t.Fatal(err)
	}
	c, f := uitest.Context(t, &theme.Dark), newFan(begun(t))
	count := 0
	for _, text := range texts {
		f.Layout(c, paint.Pt(720, 1e6))
		f.Handle(ui.Set{ID: fanID + ".text", Text: text.Text})
		for l, heads := range text.Attention {
			for h, rows := range heads {
				f.layer, f.head = wording.Ordinals(l + 1)[l], wording.Ordinals(h + 1)[h]
				for f.row = range rows {
					f.Layout(c, paint.Pt(720, 1e6))
					want := label.Percents(rows[f.row])
					if got := shares(f); !slices.Equal(got, want) {
						t.Errorf("%q, layer %d, head %d, token %d: %q, want %q", text.Text, l+1, h+1, f.row+1, got, want)
					}
					count++
				}
			}
		}
	}
	if want := 12 * (12 + 8 + len(texts[2].Tokens)); count != want {
		t.Errorf("%d tokens are compared, not %d", count, want)
	}
}

// shares are the percentages that a figure says.
func shares(w ui.Widget) (said []string) {
	var walk func(n ui.Node)
	walk = func(n ui.Node) {
		if n.Role == ui.Output && strings.HasPrefix(n.Name, "Attention to ") {
			said = append(said, n.Value)
		}
		for _, child := range n.Children {
			walk(child)
		}
	}
	walk(w.Describe())
	return said
}
