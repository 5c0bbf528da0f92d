package transformers

import (
	"strings"
	"testing"

	"zerotoai/engine/ssm"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// remembers is the figure after some steps of learning.
func remembers(kind ssm.Kind, steps int) *states {
	w := newStates()
	w.kind = kind.String()
	w.begin()
	w.learn(steps)
	return w
}

func TestStates(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return remembers(ssm.Selective, 100) },
		ui.Set{ID: statesID + ".strip.word3"},
		ui.Set{ID: statesID + ".channels.1"},
		ui.Set{ID: statesID + ".text", Text: "the elephant"},
		ui.Set{ID: statesID + ".kind", Text: "Fixed"},
	)
}

// A selective model learns to remember; every number on show recomputes and has
// a name; and what is kept of a text does not grow with it.
func TestRemembers(t *testing.T) {
	for _, k := range []ssm.Kind{ssm.Selective, ssm.Fixed} {
		w := remembers(k, stateSteps)
		if w.learn(1) || w.model.Steps != stateSteps {
			t.Error("it learns on after its last step")
		}
		right, all := w.score()
		if k == ssm.Selective && right != all {
			t.Errorf("%d of %d right", right, all)
		}
		for _, rows := range [][]trace.Ref{{w.stateRows()[1].Explains, w.gateRows()[2].Explains, w.answerRows()[3].Explains}} {
			for _, r := range rows {
				if err := trace.Check(w, r, 1e-9); err != nil {
					t.Error(err)
				}
				follow(t, w, w.name, stateOrigin, r)
			}
		}
	}
	w := remembers(ssm.Selective, 4)
	w.text.Text = "cat"
	w.read()
	short := w.memory.Value()
	w.text.Text = strings.Repeat("the ", mostShown)
	w.read()
	if long := w.memory.Value(); long != short || short != "32 bytes" {
		t.Errorf("%s of one word, %s of %d", short, long, mostShown)
	}
}

// Words that the model does not know, none, too many and what is no text are
// refused in words at the field; the last text stays.
func TestHostileTexts(t *testing.T) {
	c, w := uitest.Context(t, &theme.Dark), remembers(ssm.Selective, 8)
	w.Layout(c, paint.Pt(360, 1e6))
	before := len(w.reading.Text)
	for text, why := range map[string]string{
		"": "There is no word", "   ": "There is no word", "the elephant": "This model knows 12 words", "\x00\x01": "knows 12 words", "🐈": "knows 12 words",
		"שלום": "knows 12 words", strings.TrimSpace(strings.Repeat("the ", 61)): "No more than 60", strings.Repeat("x", 10_000): "No more than 60",
	} {
		uitest.Set(t, c, w, ui.Field, "Words to read", 0, text)
		if got := w.text.Error; !strings.Contains(got, why) || len(w.reading.Text) != before {
			t.Errorf("%.20q: %q", text, got)
		}
	}
	uitest.Check(t, w)
	uitest.Set(t, c, w, ui.Field, "Words to read", 0, "Dog")
	if w.text.Error != "" || len(w.reading.Text) != 1 || w.at != 0 {
		t.Errorf("%q, %v", w.text.Error, w.reading.Text)
	}
	uitest.Set(t, c, w, ui.Field, "Words to read", 0, strings.TrimSpace(strings.Repeat("and ", 60)))
	uitest.Check(t, w)
	if said := w.words(); strings.Contains(said, label.NoValue) {
		t.Error(said)
	}
}

// A link restores the state to the bit.
func TestStatesLink(t *testing.T) {
	w := newStates()
	state := w.State()
	w.kind, w.text.Text, w.at = "Fixed", "cat the dog", 1
	w.begin()
	w.learn(9)
	again := newStates()
	uitest.Reopen(t, state, again)
	if again.at != 1 || again.model.Steps != 9 || again.model.Loss != w.model.Loss || len(again.reading.Text) != 3 {
		t.Errorf("%d of %d words after %d steps", again.at, len(again.reading.Text), again.model.Steps)
	}
}
