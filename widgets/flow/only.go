package flow

import "zerotoai/widgets/doc"

// Only leaves the figure called name alone on the page, with or without its
// caption, and reports whether the page has it. The part of a figure's name
// before its first point may be left out. Links to the page keep the state of
// the figures that have gone: the one that stays may show it.
func (p *Page) Only(name string, caption bool) (ok bool) {
	for _, b := range p.Doc.Blocks {
		f, is := b.(*doc.Figure)
		if !is {
			continue
		}
		if f.Name != name && short(f.Name) != name {
			continue
		}
		alone := *f
		if !caption {
			alone.Caption = ""
		}
		p.stateful, p.alone = p.Doc.Figures(), true
		p.Doc = &doc.Document{Title: p.Doc.Title, Blocks: []doc.Block{&alone}}
		return true
	}
	return false
}

// names are the figures whose state a link to the page keeps.
func (p *Page) names() []string {
	if p.alone {
		return p.stateful
	}
	return p.Doc.Figures()
}
