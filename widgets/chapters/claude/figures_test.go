package claude

import (
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/scale"
	"zerotoai/engine/trace"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func TestAnswer(t *testing.T) {
	uitest.Golden(t, figure(t, answerID),
		ui.Set{ID: answerID + ".words", Number: 1},
		ui.Set{ID: answerID + ".model", Text: "Mixtral 8x7B"},
		ui.Set{ID: answerID + ".whole"},
	)
}

func TestMemory(t *testing.T) {
	uitest.Golden(t, figure(t, memoryID),
		ui.Set{ID: memoryID + ".put"},
		ui.Set{ID: memoryID + ".next.0"},
		ui.Set{ID: memoryID + ".first", Text: "Ada has a key. Ada gives the key to Kofi."},
		ui.Set{ID: memoryID + ".second", Text: ""},
	)
}

func TestPhases(t *testing.T) {
	uitest.Golden(t, figure(t, phasesID), ui.Set{ID: phasesID + ".step"}, ui.Set{ID: phasesID + ".phase.5"}, ui.Set{ID: phasesID + ".undo"})
}

func TestParts(t *testing.T) {
	uitest.Golden(t, figure(t, partsID), ui.Set{ID: partsID + ".bars.2"}, ui.Set{ID: partsID + ".total"})
}

// All that the calculation says recomputes, for every model; a word more is so
// many multiplications more.
func TestAnswerRecomputes(t *testing.T) {
	w := newAnswer()
	for _, w.name = range publishedNames() {
		w.work()
		if err := trace.Check(w, wholeRef, 1e-12); err != nil {
			t.Errorf("%s: %v", w.name, err)
		}
		n, err := scale.New(scale.Presets()[slices.Index(publishedNames(), w.name)].Config)
		if err != nil {
			t.Fatal(err)
		}
		if want := typical / 0.75 * n.Active; math.Abs(w.value(wholeRef)-want) > want/1e9 {
			t.Errorf("%s: %v multiplications, want %v", w.name, w.value(wholeRef), want)
		}
	}
}

// The parts are all of the model: they add up to its weights.
func TestPartsAddUp(t *testing.T) {
	w, sum := newParts(), 0.0
	w.Read(shelf(t).Open())
	for _, r := range w.rows() {
		sum += r.Value
		if r.Value > 0 {
			if err := trace.Check(w, r.Explains, 0); err != nil {
				t.Error(err)
			}
		}
	}
	if want := float64(len(w.model.Weights.Data)); sum != want {
		t.Errorf("the parts have %v parameters, the model %v", sum, want)
	}
}

// The multiplications are those of the model's matrices: by hand, for one layer
// of width 2, a vocabulary of 5 and 3 tokens, 3·12·4 + 2·9·2 + 3·5·2.
func TestMultiplications(t *testing.T) {
	w := shelf(t).Open().Weights.Config
	w.Layers, w.Width, w.Vocabulary = 1, 2, 5
	m := multiplications(w, 3)
	if s, ok := m.Explain(multiplicationsRef); !ok || s.Value != 144+36+30 {
		t.Errorf("%v", s.Value)
	}
	if err := trace.Check(m, multiplicationsRef, 0); err != nil {
		t.Error(err)
	}
}

// A bar of a text that is gone opens no card.
func TestForgotten(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), newMemory()
	w.Read(shelf(t).Open())
	w.Layout(c, paint.Pt(720, 1e6))
	w.Handle(ui.Set{ID: memoryID + ".second"})
	w.Handle(ui.Set{ID: memoryID + ".next.0"})
	if w.Layout(c, paint.Pt(720, 1e6)); w.card.Open != (trace.Ref{}) {
		t.Errorf("a card of %v is open", w.card.Open)
	}
}

// The second conversation knows the first if, and only if, it is put before it.
func TestRemembers(t *testing.T) {
	for _, name := range []string{"Tom", "Ada", "Kofi"} {
		c, w := uitest.Context(t, &theme.Dark), newMemory()
		w.Read(shelf(t).Open())
		w.fields[0].Changed(strings.ReplaceAll("Mia has a ball. Mia gives the ball to X.", "X", name))
		w.Layout(c, paint.Pt(720, 1e6))
		if strings.Contains(w.says(), name) {
			t.Errorf("it knows %s: %s", name, w.says())
		}
		uitest.Set(t, c, w, ui.Toggle, "Put the first before the second", 0, "")
		if !strings.Contains(w.says(), name) {
			t.Errorf("it does not know %s: %s", name, w.says())
		}
	}
}

// Conversations that are none of the tiny world, or none at all.
func TestBadConversations(t *testing.T) {
	c := uitest.Context(t, &theme.Dark)
	for _, text := range []string{"", " ", "a", strings.Repeat("The dog ran. ", 800), "猫はどこ？", "🐈\x00\u202e", "\xff\xfe"} {
		w := newMemory()
		w.Read(shelf(t).Open())
		w.fields[1].Changed(text)
		if len(text) < 100 {
			uitest.Check(t, w)
		}
		w.put = true
		w.fields[0].Changed(text)
		if w.Layout(c, paint.Pt(336, 1e6)); w.says() == "" || strings.Contains(w.says(), "NaN") {
			t.Errorf("%.20q: %q", text, w.says())
		}
	}
}
