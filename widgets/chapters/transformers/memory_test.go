package transformers

import (
	"testing"

	"zerotoai/engine/ssm"
	"zerotoai/engine/trace"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// hasRead is the figure after some steps of reading.
func hasRead(steps int) *memory {
	w := newMemory()
	for range steps {
		w.step()
	}
	return w
}

func TestMemory(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return hasRead(20) },
		ui.Set{ID: memoryID + ".step"},
		ui.Set{ID: memoryID + ".period", Number: 8},
		ui.Set{ID: memoryID + ".large.1"},
	)
}

// What is measured on the arrays of the engine is what the cards reckon; only
// attention's memory grows.
func TestMeasured(t *testing.T) {
	w := newMemory()
	first := make([]int, len(w.stacks))
	for i, s := range w.stacks {
		first[i] = s.bytes()
	}
	if first[0] != 0 || first[2] != stackLayers*stackChannels*8 {
		t.Errorf("at first %v", first)
	}
	for w.step() {
		for i, s := range w.stacks {
			if got, want := s.bytes(), int(s.explain()[memoryRef].Value); got != want {
				t.Fatalf("%s keeps %d bytes, the card says %d", s.name, got, want)
			}
			if err := trace.Check(w, w.rows()[i].Explains, 0); err != nil {
				t.Error(err)
			}
		}
	}
	if n := w.stacks[0].read; n != mostRead || w.step() {
		t.Errorf("%d words are read", n)
	}
	if all, hybrid, none := w.stacks[0].bytes(), w.stacks[1].bytes(), w.stacks[2].bytes(); all != 409_600 || none != first[2] || !(none < hybrid && hybrid < all) {
		t.Errorf("%d, %d and %d bytes", all, hybrid, none)
	}
	uitest.Check(t, w)
}

// The large models keep what package ssm says.
func TestLarge(t *testing.T) {
	w := newMemory()
	w.period, w.tokens = 8, 256*1024
	j := jamba()
	attention, mamba := j.Attention, j.Mamba
	attention.Layers, mamba.Layers = j.Layers, j.Layers
	want := []int{attention.Cache(256 * 1024), j.Cache(256 * 1024), mamba.Cache()}
	for i, r := range w.largeRows() {
		if int(r.Value) != 2*want[i] {
			t.Errorf("%s: %v bytes, want %d", r.Name, r.Value, 2*want[i])
		}
		if err := trace.Check(w, r.Explains, 0); err != nil {
			t.Error(err)
		}
		follow(t, w, memoryName, memoryOrigin, r.Explains)
	}
	for period := 2; period <= stackLayers; period++ {
		w.period = float64(period)
		w.begin()
		if a, _ := (ssm.Hybrid{Layers: stackLayers, Period: period}).Counts(); w.stacks[1].layers != a || len(w.stacks[1].models) != stackLayers-a {
			t.Errorf("one in %d: %d attention layers", period, w.stacks[1].layers)
		}
	}
}

// A change of the hybrid reads as far as before; a link restores the state.
func TestMemoryLink(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), newMemory()
	state := w.State()
	w.Layout(c, paint.Pt(700, 1e6))
	for range 5 {
		uitest.Set(t, c, w, ui.Button, "Step", 0, "")
	}
	uitest.Set(t, c, w, ui.Slider, "Hybrid: one attention layer in", 2, "")
	if w.stacks[0].read != 40 || w.stacks[1].layers != 4 || len(w.points[1]) != 6 {
		t.Errorf("%d words, %d attention layers, %d points", w.stacks[0].read, w.stacks[1].layers, len(w.points[1]))
	}
	again := newMemory()
	uitest.Reopen(t, state, again)
	if again.period != 2 || again.words() != w.words() {
		t.Errorf("%s, want %s", again.words(), w.words())
	}
}
