package chapters

import (
	"regexp"
	"slices"
	"strconv"
	"testing"

	"zerotoai/widgets/doc"
)

// online is the year since which all that the chapters cite can be opened in a
// browser. What is older may be in print alone.
const online = 2012

// Every chapter has sources at its end, and each says of what year it is, or
// when it was read. That the text refers to it package markdown holds.
func TestSources(t *testing.T) {
	year := regexp.MustCompile(`\b(1[6-9]|20)\d\d\b`)
	for _, p := range pages(t)[1 : len(All)+1] {
		if len(p.Doc.Notes) == 0 {
			t.Errorf("%s has no sources", p.ID)
		}
		for _, n := range p.Doc.Notes {
			says := doc.PlainText(n.Text)
			of := 0
			for _, y := range year.FindAllString(says, -1) {
				y, _ := strconv.Atoi(y)
				of = max(of, y)
			}
			if of == 0 {
				t.Errorf("%s: no year in %q", p.ID, says)
			}
			linked := slices.ContainsFunc(n.Text, func(i doc.Inline) bool { _, ok := i.(*doc.Link); return ok })
			if of >= online && !linked {
				t.Errorf("%s: no link to %q", p.ID, says)
			}
		}
	}
}
