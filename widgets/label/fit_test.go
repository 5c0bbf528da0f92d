package label_test

import (
	"testing"

	"zerotoai/widgets/label"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui/uitest"
)

// What is cut ends in dots and is as wide as the room at most, as long as it
// holds the dots.
func TestFit(t *testing.T) {
	c := uitest.Context(t, &theme.Dark)
	const text = "a word that is longer than its room"
	for width := 500.0; width > 15; width-- {
		run := label.Fit(c, theme.Label, text, width)
		if run.Advance > width || run.Text == "" {
			t.Fatalf("%q in %v", run.Text, width)
		}
	}
	if run := label.Fit(c, theme.Label, text, 500); run.Text != text {
		t.Errorf("with room enough it is %q", run.Text)
	}
	if run := label.Fit(c, theme.Label, "é", 0); run.Text != "…" {
		t.Errorf("without room it is %q", run.Text)
	}
}
