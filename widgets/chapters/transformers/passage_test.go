package transformers

import (
	"fmt"
	"strings"
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// Whatever is typed into the figures that follow a token, at each of their
// stations it is read or the reader is told why not, nothing is lost, and what
// the model has never read is said to be so.
func TestBadTexts(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"", "nothing to read"}, {"x", ""}, {"   ", ""},
		{strings.Repeat("The cat sat. ", 770), "of its last 2000 letters the last 96 tokens"},
		{strings.Repeat("é", 10_000), "of its last 2000 letters the last 96 tokens"},
		{"🐈🐕👩‍👩‍👧", "never read such a text"}, {"القط جلس على السجادة", "never read such a text"},
		{"\x00\x01\a\x7f\u200b\u202e", "never read such a text"}, {"\xff\xfe", "never read such a text"},
		{"The stock market fell sharply on Monday.", "never read such a text"},
	} {
		for id, name := range map[string]string{attendID: "Text", throughID: "Text of the walk"} {
			w := New(shelf(t))[id]
			ctx := uitest.Context(t, &theme.Dark)
			w.Layout(ctx, paint.Pt(720, 1e6))
			uitest.Set(t, ctx, w, ui.Field, name, 0, c.text)
			for range 30 {
				w.Layout(ctx, paint.Pt(720, 1e6))
				if said := fmt.Sprint(w.Describe()); strings.Contains(said, "NaN") || !strings.Contains(said, c.says) {
					t.Fatalf("%.20q: %s says %.300s", c.text, id, said)
				}
				w.Handle(ui.Set{ID: id + ".step"})
			}
			if got := uitest.Find(t, w, ui.Field, name).Value; got != c.text {
				t.Errorf("of %.20q is left %.20q", c.text, got)
			}
		}
	}
}
