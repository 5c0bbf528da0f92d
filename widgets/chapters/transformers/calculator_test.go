package transformers

import (
	"strings"
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func TestCalculator(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return newCalculator() },
		ui.Set{ID: calculatorID + ".preset", Text: "Mixtral 8x7B"},
		ui.Set{ID: calculatorID + ".terms.4"},
		ui.Set{ID: calculatorID + ".heads", Text: "7"},
	)
}

// counting is a calculator, laid out.
func counting(t *testing.T) (*ui.Context, *calculator) {
	c, w := uitest.Context(t, &theme.Dark), newCalculator()
	w.Layout(c, paint.Pt(720, 1e6))
	return c, w
}

// The published totals, as the figure says them.
func TestTotals(t *testing.T) {
	c, w := counting(t)
	for _, m := range [][3]string{
		{"GPT-2 medium", "354,823,168", "354.8 million parameters."},
		{"GPT-2 small", "124,439,808", "124.4 million parameters."},
		{"Llama 3.1 8B", "8,030,261,248", "8.03 billion parameters."},
		{"Mixtral 8x7B", "46,702,792,704", "46.7 billion parameters. A token meets 12.88 billion of them: 2 of 8 experts in each layer, and all the rest."},
	} {
		uitest.Set(t, c, w, ui.Choice, "Model", 0, m[0])
		if got := uitest.Find(t, w, ui.Output, "Parameters").Value; got != m[1] {
			t.Errorf("%s has %s", m[0], got)
		}
		if got := uitest.Find(t, w, ui.Output, "Plan").Value; got != m[2] {
			t.Errorf("%s: %s", m[0], got)
		}
		for _, row := range w.rows() {
			if err := trace.Check(w, row.Explains, 0); err != nil {
				t.Error(err)
			}
		}
	}
	uitest.Check(t, w)
}

// What cannot be is said at the field that is to blame, and nothing is counted.
func TestHostileBlueprints(t *testing.T) {
	c, w := counting(t)
	for _, bad := range [][3]string{
		{"Layers", "0", "0 is not a number from 1 to 512."},
		{"Layers", "-3", "-3 is not a number from 1 to 512."},
		{"Width", "99999999999999999999", "This is to be a whole number from 1 to 32,768."},
		{"Width", "", "This is to be a whole number from 1 to 32,768."},
		{"Vocabulary", "many", "This is to be a whole number from 1 to 16,777,216."},
		{"Heads", "7", "A width of 768 cannot be divided among 7 heads."},
		{"Key-value heads", "5", "12 heads cannot share 5 heads of keys and values."},
		{"Active experts", "2", "2 of 1 experts cannot be active."},
		{"Positions", "0.5", "This is to be a whole number from 1 to 16,777,216."},
	} {
		uitest.Set(t, c, w, ui.Choice, "Model", 0, "GPT-2 small")
		uitest.Set(t, c, w, ui.Field, bad[0], 0, bad[1])
		if got := uitest.Find(t, w, ui.Field, bad[0]).Error; got != bad[2] {
			t.Errorf("%s %q: %q", bad[0], bad[1], got)
		}
		if got := uitest.Find(t, w, ui.Output, "Parameters"); got.Value != notComputed || got.Explains != (trace.Ref{}) {
			t.Errorf("%s %q is counted: %+v", bad[0], bad[1], got)
		}
		uitest.Check(t, w)
	}
	for _, name := range numberNames() {
		uitest.Set(t, c, w, ui.Field, capital(name), 0, strings.Repeat("9", 400))
	}
	uitest.Check(t, w)
}

// A Llama learns nothing of positions, and can be made a GPT-2 and back.
func TestFamilies(t *testing.T) {
	c, w := counting(t)
	uitest.Set(t, c, w, ui.Choice, "Model", 0, "Llama 3.1 8B")
	if f := uitest.Find(t, w, ui.Field, "Positions"); !f.Disabled || f.Value != "not learned" {
		t.Errorf("%+v", f)
	}
	uitest.Set(t, c, w, ui.Choice, "Family", 0, "GPT-2")
	if f := uitest.Find(t, w, ui.Field, "Positions"); f.Disabled || f.Value != "131072" || w.count == nil || w.preset != ownModel {
		t.Errorf("%+v, %s", f, w.preset)
	}
	uitest.Set(t, c, w, ui.Choice, "Family", 0, "Llama")
	if w.count == nil || w.count.Total != 8030261248 {
		t.Errorf("%+v", w.count)
	}
}

// A link restores a blueprint, the reader's own too, and refuses others.
func TestCalculatorLink(t *testing.T) {
	c, w := counting(t)
	state := w.State()
	uitest.Set(t, c, w, ui.Choice, "Model", 0, "Mixtral 8x7B")
	uitest.Set(t, c, w, ui.Field, "Experts", 0, "16")
	again := newCalculator()
	uitest.Reopen(t, state, again)
	again.config.Positions = w.config.Positions // nothing is learned of them, and a link does not say them
	if again.config != w.config || again.preset != ownModel || again.count.Total != w.count.Total {
		t.Errorf("%+v, want %+v", again.config, w.config)
	}
	for _, bad := range []string{" ", "Claude 1 1", "Llama 1 2", "Llama a b c d e f g h", "Llama 0 4096 32 8 14336 32000 8 2", "GPT-2 1 1 1 1 1 1 1 1 0"} {
		if err := newCalculator().rewrite(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
