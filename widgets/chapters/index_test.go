package chapters

import (
	"strings"
	"testing"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// What is found is there: whatever the headings of the guide find leads to an
// element of a page.
func TestIndexLeads(t *testing.T) {
	ps := pages(t)
	c, there := uitest.Context(t, &theme.Dark), map[string]bool{}
	for _, p := range ps {
		p.Layout(c, paint.Pt(800, 1e6))
		there["#"+p.ID] = true
		walk(p.Describe(), func(n ui.Node) { there["#"+n.ID] = true })
	}
	x, found := Index(ps), map[string]bool{}
	for _, p := range ps {
		for block := range p.Doc.Every() {
			h, ok := block.(*doc.Heading)
			if !ok {
				continue
			}
			for _, h := range x.Find(doc.PlainText(h.Text)).Hits {
				found[h.URL] = true
				if !there[h.URL] {
					t.Errorf("%+v leads to where nothing is", h)
				}
			}
		}
	}
	if len(found) < 250 {
		t.Errorf("only %d places are found", len(found))
	}
}

// What a reader looks for comes first.
func TestIndexFinds(t *testing.T) {
	x := Index(pages(t))
	for query, want := range map[string]string{
		"learning rate":    "#glossary-learning-rate",
		"gradient descent": "#glossary-gradient-descent #gradient-descent",
		"attention":        "#glossary-attention #attention",
		"slopes and deriv": "#derivatives",
		"constitutional":   "#claude",
	} {
		var urls []string
		for _, h := range x.Find(query).Hits {
			urls = append(urls, h.URL)
		}
		if got := strings.Join(urls, " ") + " "; !strings.HasPrefix(got, want) {
			t.Errorf("%q finds first %s, want %s", query, got, want)
		}
	}
	if hits := x.Find("contents previous next").Hits; len(hits) > 0 {
		t.Errorf("the ways at the chapters' ends are found: %+v", hits)
	}
}
