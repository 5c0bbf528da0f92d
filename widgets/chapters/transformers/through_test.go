package transformers

import (
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/gpt"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/model/reference"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
	"zerotoai/widgets/vector"
)

// walked is the second figure with the guide's model, laid out.
func walked(t *testing.T) (*ui.Context, *through) {
	t.Helper()
	c, w := uitest.Context(t, &theme.Dark), newThrough(newPassage())
	w.Read(shelf(t).Open())
	w.Layout(c, paint.Pt(720, 1e6))
	return c, w
}

func TestThrough(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return New(shelf(t))[throughID] },
		ui.Set{ID: throughID + ".step"},
		ui.Set{ID: throughID + ".station2"},
		ui.Set{ID: throughID + ".step"},
		ui.Set{ID: throughID + ".step"},
		ui.Set{ID: throughID + ".station5"},
		ui.Set{ID: throughID + ".lens.2"},
	)
}

// "Step" goes through all layers, and "Back" the same way back.
func TestWay(t *testing.T) {
	_, w := walked(t)
	type place struct{ at, block int }
	way := []place{{atTokens, 0}, {atEmbedding, 0}}
	for l := range w.layers() {
		way = append(way, place{atNorm, l}, place{atHeads, l}, place{atForward, l})
	}
	way = append(way, place{atNext, w.layers() - 1})
	for i, want := range way {
		if got := (place{w.walk.at, w.block}); got != want {
			t.Errorf("station %d is %v, want %v", i, got, want)
		}
		if more := w.step(); more != (i < len(way)-2) {
			t.Errorf("after station %d there is more: %v", i, more)
		}
	}
	for _, want := range slices.Backward(way[:len(way)-1]) {
		if w.back(); (place{w.walk.at, w.block}) != want {
			t.Errorf("back at %d, %d, want %v", w.walk.at, w.block, want)
		}
	}
}

// Every station keeps to what all must keep to, also on the narrowest phone, and
// for texts that are none of the model's world.
func TestPlaces(t *testing.T) {
	c, w := walked(t)
	for _, text := range []string{passageText, "I", "🐈\x00\u202e"} {
		w.write(text)
		for w.walk.at = range w.stations {
			for _, f := range append(uitest.Faults(c, w, 288), uitest.Faults(c, w, 720)...) {
				t.Errorf("%q, station %d: %.200s", text, w.walk.at, f)
			}
		}
	}
	w.write("")
	uitest.Check(t, w)
}

// Every vector and number of every station has its way down: the names are
// words, and what a number is made of gives the number.
func TestNumbers(t *testing.T) {
	c, w := walked(t)
	count := 0
	for w.walk.at = range w.stations {
		w.Layout(c, paint.Pt(720, 1e6))
		for _, shown := range w.stations[w.walk.at].shows {
			v, ok := shown.(*vector.Vector)
			if !ok {
				continue
			}
			for _, i := range []int{0, v.Size() - 1} {
				s, ok := w.Explain(v.Ref(i))
				value, known := v.Value(v.Ref(i))
				if !ok || !known || s.Value != value || math.Abs(s.Recompute()-s.Value) > 1e-4*max(1, math.Abs(s.Value)) {
					t.Errorf("%v is shown as %v, and made of what gives %v", s.Ref, value, s.Recompute())
				}
				if name := w.name(s.Ref); name == "" || strings.HasPrefix(name, "block") || strings.Contains(name, "row") {
					t.Errorf("%v is called %q", s.Ref, name)
				}
				count++
			}
		}
	}
	if count != 2*11 {
		t.Errorf("%d numbers", count)
	}
}

// What the logit lens and the prediction show is, to the shown digits, what
// another program has found from the model's files: after each token of three
// texts, after each layer.
func TestLens(t *testing.T) {
	texts, err := reference.Texts()
	if err != nil {
		t.Fatal(err)
	}
	_, w := walked(t)
	shown := func(m *model.Model, g reference.Chance) string {
		return "“" + tokens.Plain(m.Tokenizer.Piece(g.ID)) + "” " + percent2(g.P)
	}
	for _, text := range texts {
		w.write(text.Text)
		for w.token = range text.Tokens {
			for w.lens.work() {
			}
			for blocks, r := range w.lensRows() {
				if want := shown(w.Model, text.Lens[blocks][w.token][0]); r.Text != want {
					t.Errorf("%q, token %d, after %d layers: %s, want %s", text.Text, w.token+1, blocks, r.Text, want)
				}
				if s, ok := w.Explain(r.Explains); !ok || label.Fixed(s.Recompute(), 6) != label.Fixed(r.Value, 6) {
					t.Errorf("%v is %v, and made of what gives %v", r.Explains, r.Value, s.Recompute())
				}
			}
			for rank, r := range w.nextRows() {
				g := text.Lens[w.layers()][w.token][rank]
				if g.P < 1e-6 && math.Abs(g.P-r.Value) < 1e-9 {
					continue // the reference has nine places, and not all digits of these
				}
				if want := shown(w.Model, g); r.Name+" "+r.Text != want {
					t.Errorf("%q, token %d, rank %d: %s %s, want %s", text.Text, w.token+1, rank+1, r.Name, r.Text, want)
				}
			}
		}
	}
}

// A layer that is not worked out yet is said to be so; a tick works one out.
func TestSlowLens(t *testing.T) {
	_, w := walked(t)
	w.write(strings.Repeat("The cat sat. ", 60))
	for n := range w.layers() + 2 {
		for blocks, r := range w.lensRows() {
			if (r.Text == notYet) != (blocks >= n) {
				t.Errorf("after %d ticks row %d says %s", n, blocks, r.Text)
			}
		}
		if w.Handle(ui.Tick{}) != (n <= w.layers()) {
			t.Errorf("tick %d", n)
		}
	}
}

// A link restores the station and its layer.
func TestThroughLink(t *testing.T) {
	_, w := walked(t)
	state := w.State()
	for range 6 {
		w.step()
	}
	again := newThrough(newPassage())
	uitest.Reopen(t, state, again)
	again.Read(shelf(t).Open())
	if again.walk.at != w.walk.at || again.block != 1 || w.block != 1 {
		t.Errorf("at %d, layer %d", again.walk.at, again.block)
	}
}

// What the text says of the stream: its numbers grow from layer to layer.
func TestGrows(t *testing.T) {
	_, w := walked(t)
	last := 0.0
	for l := range w.layers() {
		s, ok := w.Explain(gpt.BlockRef(l, "norm1.deviation", w.token, 0))
		if !ok || s.Value <= last {
			t.Errorf("layer %d: a deviation of %v after %v", l+1, s.Value, last)
		}
		last = s.Value
	}
}
