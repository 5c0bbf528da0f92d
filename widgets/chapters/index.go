package chapters

import (
	"zerotoai/widgets/doc"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/search"
)

// Index returns an index of all pages, to search them.
func Index(pages []*flow.Page) *search.Index {
	texts := make([]search.Page, len(pages))
	for i, p := range pages {
		texts[i] = search.Page{ID: p.ID, Kicker: p.Kicker, Terms: p.ID == glossaryID, Doc: own(p)}
	}
	return search.NewIndex(texts)
}

// own is the text of p without the ways to other pages at its end: see lead.
func own(p *flow.Page) *doc.Document {
	if p.Home == "" {
		return p.Doc
	}
	d := *p.Doc
	d.Blocks = d.Blocks[:len(d.Blocks)-1]
	return &d
}
