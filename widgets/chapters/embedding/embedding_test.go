package embedding

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/engine/trace"
	"zerotoai/widgets/address"
	"zerotoai/widgets/card"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/model/untrained"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func shipped(t testing.TB) *model.Model {
	t.Helper()
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// shelf has the shipped model on it.
func shelf(t testing.TB) *model.Shelf {
	s := &model.Shelf{}
	s.Put(shipped(t))
	return s
}

func figure(t testing.TB, name string) func() ui.Widget {
	return func() ui.Widget { return New(shelf(t))[name] }
}

// open gives a figure the shipped model and lays it out.
func open[F model.Reader](t testing.TB, f F) (*ui.Context, F) {
	c := uitest.Context(t, &theme.Dark)
	f.Read(shipped(t))
	f.Layout(c, paint.Pt(720, 1e6))
	return c, f
}

func TestPieces(t *testing.T) {
	uitest.Golden(t, figure(t, piecesID),
		ui.Set{ID: piecesID + ".reset"},
		ui.Set{ID: piecesID + ".step"},
		ui.Set{ID: piecesID + ".merges", Number: 20},
		ui.Set{ID: piecesID + ".id"},
		ui.Set{ID: piecesID + ".text", Text: "🐈 naïve"},
		ui.Set{ID: piecesID + ".text", Text: ""},
	)
}

func TestLookup(t *testing.T) {
	uitest.Golden(t, figure(t, lookupID),
		ui.Set{ID: lookupID + ".number", Number: 40},
		ui.Set{ID: lookupID + ".value"},
		ui.Set{ID: lookupID + ".strip.token", Number: 8},
	)
}

func TestMap(t *testing.T) {
	uitest.Golden(t, func() ui.Widget {
		a := newAtlas(newReading())
		a.Read(shipped(t))
		return a
	},
		ui.Set{ID: atlasID + ".find", Text: "jumped"},
		ui.Set{ID: atlasID + ".find", Text: "unbelievable"},
		ui.Set{ID: atlasID + ".directions", Text: "2 and 3"},
		ui.Set{ID: atlasID + ".near.0"},
	)
}

func TestOrder(t *testing.T) {
	uitest.Golden(t, figure(t, orderID),
		ui.Set{ID: orderID + ".sentence", Text: sentences[1]},
		ui.Set{ID: orderID + ".sum2"},
		ui.Set{ID: orderID + ".strip.token", Number: 2},
	)
}

func TestPlaces(t *testing.T) {
	uitest.Golden(t, figure(t, placesID),
		ui.Set{ID: placesID + ".place", Number: 90},
		ui.Set{ID: placesID + ".next"},
	)
}

func TestWindows(t *testing.T) { uitest.Golden(t, figure(t, windowsID)) }

func TestGoals(t *testing.T) {
	for _, name := range []string{"tokens.predict", "tokens.check"} {
		t.Run(name, func(t *testing.T) {
			uitest.Golden(t, figure(t, name), ui.Set{ID: name + ".guess", Number: 1}, ui.Set{ID: name + ".reveal"})
		})
	}
}

func TestFigures(t *testing.T) {
	for name, w := range New(shelf(t)) {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
}

// The controls that others rely on, by role and name, and what they show at
// first.
func TestMustShow(t *testing.T) {
	_, p := open(t, newPieces(newReading()))
	if got := uitest.Find(t, p, ui.Field, "Text").Value; got != "The curious cat jumped over the lazy dog" {
		t.Errorf("the text is %q", got)
	}
	for _, name := range []string{"Play", "Step", "Undo", "To bytes"} {
		uitest.Find(t, p, ui.Button, name)
	}
	for name, want := range map[string]string{"Characters": "40", "Bytes": "40", "Pieces": "8", "Tokens per word": "1.00", "Id of the yellow piece": "384"} {
		if got := uitest.Find(t, p, ui.Output, name).Value; got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

// The merges are gone through one at a time, forwards and back; each joins two
// pieces, and after all of them the pieces are the tokens.
func TestMerges(t *testing.T) {
	c, p := open(t, newPieces(newReading()))
	uitest.Set(t, c, p, ui.Button, "To bytes", 0, "")
	if p.made() != 0 || len(p.nodes) != 40 {
		t.Fatalf("%d merges, %d pieces", p.made(), len(p.nodes))
	}
	var before [][]int
	for p.made() < p.encoding.Merges() {
		before = append(before, p.nodes)
		uitest.Set(t, c, p, ui.Button, "Step", 0, "")
		if len(p.nodes) != len(before[len(before)-1])-1 {
			t.Fatalf("merge %d leaves %d pieces", p.made(), len(p.nodes))
		}
		if n := p.encoding.Nodes[p.node()]; n.Rank < 0 || p.node() != len(p.text)+p.made()-1 {
			t.Errorf("merge %d: piece %d is chosen", p.made(), p.node())
		}
	}
	if p.made() != 32 || len(p.nodes) != 8 {
		t.Errorf("%d merges leave %d pieces", p.made(), len(p.nodes))
	}
	for i := range before {
		uitest.Set(t, c, p, ui.Button, "Undo", 0, "")
		if want := before[len(before)-1-i]; fmt.Sprint(p.nodes) != fmt.Sprint(want) {
			t.Fatalf("back at merge %d there are other pieces", p.made())
		}
	}
	if uitest.Find(t, p, ui.Button, "Undo").Disabled != true {
		t.Error("something can be taken back at the start")
	}
}

// Played from the end, the merges begin with the bytes and stop at the tokens.
func TestPlay(t *testing.T) {
	c, p := open(t, newPieces(newReading()))
	uitest.Set(t, c, p, ui.Button, "Play", 0, "")
	at, seen := time.Duration(0), map[int]bool{}
	for range 60 {
		at += time.Second
		p.Handle(ui.Tick{Now: at})
		p.Layout(c, paint.Pt(720, 1e6))
		seen[p.made()] = true
	}
	if len(seen) != 33 || p.made() != 32 || p.buttons.Playing() {
		t.Errorf("%d states seen, at the end %d merges, playing %v", len(seen), p.made(), p.buttons.Playing())
	}
}

// Texts that are hard to cut are cut, decode to themselves, and look as widgets
// must look, in all figures that share them.
func TestBadInput(t *testing.T) {
	long := strings.Repeat("The curious cat 🐈 ", 10_000/18) + "ends"
	for name, text := range map[string]string{
		"empty": "", "letter": "x", "long": long, "too long": strings.Repeat("é ", 12_000) + "é", "emoji": "👩‍👩‍👧 🐈",
		"right to left": "שלום عالم", "control": "a\x00\x07\tb\r\n\u202e\u200d", "spaces": "   ", "broken": "\xff\xfe ok",
		"marks": "e\u0301 \u0301",
	} {
		t.Run(name, func(t *testing.T) {
			r := newReading()
			c, p := open(t, newPieces(r))
			p.Handle(ui.Set{ID: piecesID + ".text", Text: text})
			p.Layout(c, paint.Pt(720, 1e6))
			back, err := p.model.Tokenizer.Decode(p.encoding.IDs())
			if want := firstCharacters(text, longest); err != nil || back != want {
				t.Errorf("decodes to %.40q, %v", back, err)
			}
			if (p.field.Error != "") != (name == "too long") {
				t.Errorf("the field says %q", p.field.Error)
			}
			for _, n := range []int{p.encoding.Merges() / 2, p.encoding.Merges()} {
				p.set(n)
				uitest.Check(t, p)
			}
			_, l := open(t, newLookup(r))
			_, w := open(t, newWindows(r))
			uitest.Check(t, l)
			uitest.Check(t, w)
			for _, f := range []ui.Widget{p, l, w} {
				if said := fmt.Sprint(f.Describe()); strings.Contains(said, "NaN") || strings.Contains(said, "∞") {
					t.Errorf("says %s", said)
				}
			}
		})
	}
}

func TestFirstLetters(t *testing.T) {
	for text, want := range map[string]string{"": "", "ab": "ab", "abc": "abc", "äöüß": "äöü", "🐈🐈🐈🐈": "🐈🐈🐈", "\xff\xff\xff\xff": "\xff\xff\xff"} {
		if got := firstCharacters(text, 3); got != want {
			t.Errorf("%q is cut to %q", text, got)
		}
	}
}

// The figures follow one another: a token that is chosen in one is chosen in
// the others, and the map is about it.
func TestShared(t *testing.T) {
	r := newReading()
	c, p := open(t, newPieces(r))
	_, l := open(t, newLookup(r))
	_, a := open(t, newAtlas(r))
	uitest.Set(t, c, l, ui.Handle, "Token", 8, "")
	if p.Layout(c, paint.Pt(720, 1e6)); p.heldID() != "394" {
		t.Errorf("the first figure holds %s", p.heldID())
	}
	if a.Layout(c, paint.Pt(720, 1e6)); a.word != 394 {
		t.Errorf("the map is about %d", a.word)
	}
	uitest.Set(t, c, p, ui.Field, "Text", 0, "My cat")
	if l.Layout(c, paint.Pt(720, 1e6)); len(l.list) != 3 || l.chosen != 2 {
		t.Errorf("of the new text token %d of %d is chosen", l.chosen, len(l.list))
	}
	for _, s := range []ui.Sharing{p, l, a, newWindows(r)} {
		if s.Shared() != r {
			t.Errorf("%T does not say what it shares", s)
		}
	}
}

// The map of a model that is wide is worked out as time goes by; that of the
// guide's own is there at once.
func TestAtlasWork(t *testing.T) {
	_, own := open(t, newAtlas(newReading()))
	if !own.done {
		t.Error("the guide's own model has no map")
	}
	c, a := uitest.Context(t, &theme.Dark), newAtlas(newReading())
	lay := func() { a.Layout(c, paint.Pt(720, 1e6)) }
	a.Read(other(t))
	if lay(); a.done || !strings.Contains(a.says(), "not computed yet") || a.coordinate(0) != "not yet" {
		t.Fatalf("before any time has gone by the map says %s", a.says())
	}
	uitest.Check(t, a)
	ticks := 0
	for a.Handle(ui.Tick{}) {
		lay()
		ticks++
	}
	if !a.done || ticks < 2 || ticks > 200 {
		t.Errorf("done %v after %d ticks", a.done, ticks)
	}
	uitest.Check(t, a)
	b := newAtlas(newReading())
	b.Read(other(t))
	c.Jobs = nil
	if b.Layout(c, paint.Pt(720, 1e6)); !b.done {
		t.Error("a picture has no map")
	}
}

// A word is found on the map, by its name, by a press and by the slider.
func TestChooseWord(t *testing.T) {
	c, a := open(t, newAtlas(newReading()))
	lay := func() { a.Layout(c, paint.Pt(720, 1e6)) }
	lay()
	uitest.Set(t, c, a, ui.Field, "Find a word", 0, "dog")
	if a.piece(a.word) != " dog" || a.find.Error != "" {
		t.Errorf("found %q, %s", a.piece(a.word), a.find.Error)
	}
	uitest.Set(t, c, a, ui.Field, "Find a word", 0, "xylophone")
	if a.piece(a.word) != " dog" || !strings.Contains(a.find.Error, "cut into") {
		t.Errorf("found %q, %s", a.piece(a.word), a.find.Error)
	}
	uitest.Set(t, c, a, ui.Field, "Find a word", 0, "7")
	if lay(); a.piece(a.word) != "7" || a.place != 0 || !strings.Contains(a.status(), "no text of the training") {
		t.Errorf("found %q: %s", a.piece(a.word), a.status())
	}
	uitest.Check(t, a)
	uitest.Set(t, c, a, ui.Slider, "Word on the map", 5, "")
	if a.word != a.vocabulary.words[4] {
		t.Errorf("the slider chooses %q", a.piece(a.word))
	}
	plane, _ := a.Describe().Find(a.plane.ID)
	frame := a.plane.Frame()
	target := a.vocabulary.words[100]
	at := plane.Bounds.Min.Add(frame.Px(a.at(target)))
	a.Handle(ui.Pointer{Kind: ui.Hover, At: at})
	if a.over == none {
		t.Error("nothing is under the pointer")
	}
	a.Handle(ui.Pointer{Kind: ui.Press, At: at})
	if d := frame.Px(a.at(a.word)).Sub(frame.Px(a.at(target))).Len(); d > 1 {
		t.Errorf("the press chooses %q, %v px away", a.piece(a.word), d)
	}
	if a.Handle(ui.Pointer{Kind: ui.Leave}); a.over != none {
		t.Error("a word stays under the pointer")
	}
}

// The letters on the map lie apart, and those that are held are there.
func TestTags(t *testing.T) {
	for _, width := range []float64{288, 336, 720, 1100} {
		c, a := open(t, newAtlas(newReading()))
		a.Layout(c, paint.Pt(width, 1e6))
		for _, tags := range [][]tag{a.tags, a.heldTags} {
			for i, p := range tags {
				if slices.ContainsFunc(tags[:i], p.clashes) {
					t.Errorf("%g wide: %s lies over another word", width, p.text)
				}
			}
		}
		if len(a.tags) < 12 || len(a.heldTags) < 3 || a.heldTags[0].id != a.word {
			t.Errorf("%g wide: %d words, and %d that are held", width, len(a.tags), len(a.heldTags))
		}
		before := a.tags
		a.choose(a.vocabulary.words[3])
		if a.Layout(c, paint.Pt(width, 1e6)); &before[0] != &a.tags[0] {
			t.Error("all words are placed anew for another choice")
		}
	}
}

// Every number that is shown recomputes, down to weights and bytes, and every
// number has a name and an origin.
func TestExplain(t *testing.T) {
	r := newReading()
	_, p := open(t, newPieces(r))
	_, l := open(t, newLookup(r))
	_, a := open(t, newAtlas(r))
	c := uitest.Context(t, &theme.Dark)
	a.Layout(c, paint.Pt(720, 1e6))
	_, o := open(t, newOrder())
	_, pl := open(t, newPlaces())
	near := a.neighbours()
	for _, x := range []struct {
		card *card.Card
		refs []trace.Ref
	}{
		{&p.card, []trace.Ref{p.id.Explains(), perWordRef}},
		{&l.card, []trace.Ref{l.number.Explains()}},
		{&a.card, []trace.Ref{a.positions[0].Explains(), a.positions[1].Explains(), near[0].Explains, near[7].Explains}},
		{&o.card, []trace.Ref{o.sums[0].Explains(), o.sums[1].Explains(), o.sums[2].Explains()}},
		{&pl.card, []trace.Ref{pl.value.Explains(), pl.next.Explains(), pl.distant.Explains()}},
	} {
		for _, ref := range x.refs {
			if err := trace.Check(x.card.Source, ref, 1e-6); err != nil {
				t.Error(err)
			}
			named(t, x.card, ref, map[string]bool{})
		}
	}
}

// named checks that all numbers under r have names in words, and origins.
func named(t *testing.T, d *card.Card, r trace.Ref, seen map[string]bool) {
	t.Helper()
	if seen[r.Name] {
		return
	}
	seen[r.Name] = true
	s, ok := d.Source.Explain(r)
	if !ok || d.Names(r) == r.String() {
		t.Errorf("%v has no name: %s", r, d.Names(r))
	}
	if s.Op == trace.Given && d.Origin(r) == "" {
		t.Errorf("%v comes from nowhere", r)
	}
	for _, a := range s.Args {
		named(t, d, a.Ref, seen)
	}
}

// The inputs of the order figure are the model's, and the same word has the
// same row and another input in the other sentence.
func TestOrderValues(t *testing.T) {
	c, o := open(t, newOrder())
	run, err := gpt.NewRun(o.model.Weights, o.ids(0))
	if err != nil {
		t.Fatal(err)
	}
	number := func(name string) string { return uitest.Find(t, o, ui.Output, name).Value }
	if got, want := number("Input"), label.Fixed(float64(run.State.Embedded.Row(0)[0]), 4); got != want {
		t.Errorf("the input is %s, want %s", got, want)
	}
	token, input := number("Token"), number("Input")
	uitest.Set(t, c, o, ui.Choice, "Sentence", 0, sentences[1])
	if o.place != 2 || number("Token") != token || number("Input") == input {
		t.Errorf("in the other sentence token %d is chosen: %s, %s", o.place, number("Token"), number("Input"))
	}
	uitest.Set(t, c, o, ui.Handle, "Token", 2, "")
	if !strings.Contains(o.words(), "in both sentences") {
		t.Error(o.words())
	}
}

func TestPointerOnRows(t *testing.T) {
	c, l := open(t, newLookup(newReading()))
	pad, _ := l.Describe().Find(l.rows.ID)
	b := l.rows.strip(5).Shift(pad.Bounds.Min)
	at := paint.Pt(b.Min.X+b.W()*(40.5/96), b.Center().Y)
	if !l.Handle(ui.Pointer{Kind: ui.Hover, At: at}) || l.column != 41 || l.chosen != startChosen {
		t.Errorf("hovering reads number %g of token %d", l.column, l.chosen)
	}
	l.Handle(ui.Pointer{Kind: ui.Press, At: at})
	if l.Layout(c, paint.Pt(720, 1e6)); l.chosen != 5 || l.word != l.id() {
		t.Errorf("a press chooses token %d", l.chosen)
	}
	_, p := open(t, newPlaces())
	plane, _ := p.Describe().Find(p.plane.ID)
	at = plane.Bounds.Min.Add(p.plane.Frame().Px(paint.Pt(17.2, -33.3)))
	if !p.Handle(ui.Pointer{Kind: ui.Hover, At: at}) || p.column != 17 || p.place != 33 {
		t.Errorf("hovering reads number %g of position %g", p.column, p.place)
	}
}

// What a link keeps is restored, before the model is there and after.
func TestAddress(t *testing.T) {
	make := func(s *model.Shelf) (ws []ui.Stateful) {
		r := newReading()
		for _, f := range []model.Reader{newPieces(r), newLookup(r), newAtlas(r), newOrder(), newPlaces()} {
			ws = append(ws, model.NewGate("gate", s, f))
		}
		return ws
	}
	params := func(ws []ui.Stateful) (ps []ui.Param) {
		for _, w := range ws {
			ps = append(ps, w.State()...)
		}
		return ps
	}
	lay := func(ws []ui.Stateful) {
		for _, w := range ws {
			w.Layout(uitest.Context(t, &theme.Dark), paint.Pt(720, 1e6))
		}
	}
	from := make(shelf(t))
	told := params(from)
	lay(from)
	if got := address.Of(told); len(got) != 0 {
		t.Errorf("at first a link keeps %v", got)
	}
	for id, e := range map[string]ui.Set{
		"text": {ID: piecesID + ".text", Text: "My dog & your cat = 2"}, "merges": {ID: piecesID + ".merges", Number: 5},
		"number": {ID: lookupID + ".number", Number: 33}, "word": {ID: atlasID + ".find", Text: "cow"}, "directions": {ID: atlasID + ".directions", Text: "2 and 3"},
		"sentence": {ID: orderID + ".sentence", Text: sentences[1]}, "position": {ID: placesID + ".place", Number: 50},
	} {
		if id == "merges" {
			continue
		}
		for _, w := range from {
			w.Handle(e)
		}
	}
	from[0].Handle(ui.Set{ID: piecesID + ".merges", Number: 5})
	lay(from)
	vs := address.Of(told)
	empty := &model.Shelf{}
	for _, s := range []*model.Shelf{shelf(t), empty} {
		to := make(s)
		ps := params(to)
		lay(to)
		if n := address.Restore(ps, vs); n != len(vs) || n < 7 {
			t.Errorf("%d of %d values are taken: %v", n, len(vs), vs)
		}
		for _, w := range to {
			w.Restored()
		}
		if s == empty {
			s.Put(shipped(t))
		}
		lay(to)
		if got := address.Of(ps); fmt.Sprint(got) != fmt.Sprint(vs) {
			t.Errorf("restored is\n%v, told was\n%v", got, vs)
		}
	}
}

// A text that is empty is told; one that is too long for a link is not.
func TestAddressText(t *testing.T) {
	r := newReading()
	p := newPieces(r)
	ps := p.State()
	p.Read(shipped(t))
	p.typed("")
	vs := address.Of(ps[:1])
	p.typed(strings.Repeat("x", 2000))
	if len(vs) != 1 || len(address.Of(ps[:1])) != 0 {
		t.Errorf("told are %v and %v", vs, address.Of(ps[:1]))
	}
	back := address.Parse(address.Address{Chapter: "tokens", Values: vs}.String())
	if address.Restore(ps, back.Values); r.text != "" {
		t.Errorf("restored is %q", r.text)
	}
	for _, bad := range [][2]string{{"text", strings.Repeat("x", 30_000)}, {"merges", "x"}, {"merges", "-1"}, {"token", "-1"}} {
		if address.Restore(ps, []address.Value{{Name: bad[0], Text: bad[1]}}) != 0 {
			t.Errorf("%.20v is taken", bad)
		}
	}
}

// The prediction knows no answer before there is a model, and the right one
// after.
func TestPredict(t *testing.T) {
	s := &model.Shelf{}
	q := question(s)
	if !math.IsNaN(q.Truth()) {
		t.Error("an answer without a model")
	}
	s.Put(shipped(t))
	if got := q.Truth(); got != 4 || q.Min > got || got > q.Max {
		t.Errorf("the answer is %v", got)
	}
}

func TestCheckpoint(t *testing.T) {
	r := newReading()
	k := checkpoint(r)
	c := uitest.Context(t, &theme.Dark)
	k.Layout(c, paint.Pt(720, 1e6))
	look := func(text string, want bool) {
		t.Helper()
		r.write(text)
		k.Handle(ui.Tick{})
		k.Layout(c, paint.Pt(720, 1e6))
		if k.Finished != want {
			t.Errorf("%q finishes it: %v", text, k.Finished)
		}
	}
	look("The dog sat on the mat", false) // there is no model yet
	r.read(shipped(t))
	look(startText, false)
	look("The cat sat", false)
	look("The unbelievable cat sat on it", false)
	look("The dog sat on the mat", true)
}

// other is a model of other sizes and another vocabulary, as a reader may bring
// it.
func other(t *testing.T) *model.Model {
	t.Helper()
	tok, err := token.Train(strings.Repeat("you saw how the other cats saw you there ", 30), 280, "<|endoftext|>")
	if err != nil {
		t.Fatal(err)
	}
	return untrained.New(tok, gpt.Config{Layers: 1, Heads: 2, Width: 200, Context: 40})
}

// Another model takes the place of the first.
func TestOtherModel(t *testing.T) {
	s := shelf(t)
	figures := New(s)
	c := uitest.Context(t, &theme.Dark)
	for _, f := range figures {
		f.Layout(c, paint.Pt(720, 1e6))
	}
	figures[lookupID].Handle(ui.Set{ID: lookupID + ".number", Number: 96})
	figures[placesID].Handle(ui.Set{ID: placesID + ".place", Number: 96})
	figures[atlasID].Handle(ui.Set{ID: atlasID + ".find", Text: "cow"})
	s.Put(other(t))
	for name, f := range figures {
		f.Handle(ui.Notice{})
		f.Layout(c, paint.Pt(720, 1e6))
		for range 2000 {
			if !f.Handle(ui.Tick{}) {
				break
			}
		}
		uitest.Check(t, f)
		if said := fmt.Sprint(f.Describe()); strings.Contains(said, "NaN") {
			t.Errorf("%s says %s", name, said)
		}
	}
}

func BenchmarkMap(b *testing.B) {
	c, a := open(b, newAtlas(newReading()))
	for i := 0; b.Loop(); i++ {
		a.choose(a.vocabulary.words[i%100])
		a.Layout(c, paint.Pt(720, 1e6))
		paint.Record(func(to paint.Canvas) { a.Draw(c, to) })
	}
}

func BenchmarkType(b *testing.B) {
	c, p := open(b, newPieces(newReading()))
	text := strings.Repeat("The curious cat ", 10_000/16)
	for i := 0; b.Loop(); i++ {
		p.typed(text[:len(text)-i%2])
		p.Layout(c, paint.Pt(720, 1e6))
	}
}
