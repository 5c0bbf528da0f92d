package flow

import (
	"slices"
	"strings"

	"zerotoai/widgets/icon"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// toggleTerm opens the glossary's card under the block in which the phrase
// called id stands, or closes it if it is the one that is open.
func (p *Page) toggleTerm(id string) bool {
	was := p.open
	if id == closeID(p.ID) || id == was && id != "" {
		p.closeCard()
		return was != ""
	}
	if _, _, ph := p.find(id); ph == nil || ph.Kind != ui.PhraseTerm {
		return false
	}
	p.closeCard()
	p.open, p.moved = id, true
	p.insertCard(&p.context)
	return true
}

func closeID(page string) string { return page + ".card.close" }

// closeCard takes the open card away, if there is one.
func (p *Page) closeCard() {
	if _, _, ph := p.find(p.open); ph != nil {
		ph.Open = false
	}
	p.open, p.moved = "", true
	for i := range p.rows {
		p.rows[i].boxes = slices.DeleteFunc(p.rows[i].boxes, func(b *box) bool { return b.card })
	}
	p.rows = slices.DeleteFunc(p.rows, func(r row) bool { return len(r.boxes) == 0 })
}

// insertCard puts the card of the open term under the text that it stands in:
// into a row of its own or, beside a figure, into the column of the text.
func (p *Page) insertCard(c *ui.Context) {
	i, b, ph := p.find(p.open)
	if ph == nil || p.Glossary == nil {
		return
	}
	e, ok := p.Glossary(strings.TrimPrefix(ph.URL, "#"+GlossaryID("")))
	if !ok {
		return
	}
	ph.Open = true
	made := p.card(c, e, b)
	if len(p.rows[i].boxes) > 1 {
		made.down = b.size.Y + theme.Gap
		p.rows[i].boxes = append(p.rows[i].boxes, made)
		return
	}
	p.rows = slices.Insert(p.rows, i+1, row{gap: theme.Gap, boxes: []*box{made}})
}

// card sets what the glossary says of a term, with a way to close it.
func (p *Page) card(c *ui.Context, e Entry, under *box) *box {
	s := newSheet(c, p.ID+".card")
	s.panel(0, under.room, card, e.Title, func(st style, x, width float64) {
		s.blocks(e.Blocks, st, x, width)
	})
	r := paint.Box(under.room-40, 10, 28, 28)
	icon.Draw(s.list, icon.X, r.Inset(6), c.Theme.Soft)
	panel := &s.nodes[len(s.nodes)-1]
	panel.Children = append(panel.Children, ui.Node{ID: closeID(p.ID), Role: ui.Button, Name: "Close " + e.Title, Escape: true, Bounds: r})
	made := s.box(under.at.X, under.room)
	made.card = true
	return made
}

// find looks the phrase called id up, and the row and the box in which it stands.
func (p *Page) find(id string) (inRow int, in *box, ph *ui.Phrase) {
	if !strings.HasPrefix(id, p.ID+".") {
		return -1, nil, nil
	}
	for i, r := range p.rows {
		for _, b := range r.boxes {
			if ph := findPhrase(b.nodes, id); ph != nil {
				return i, b, ph
			}
		}
	}
	return -1, nil, nil
}

func findPhrase(ns []ui.Node, id string) *ui.Phrase {
	for _, n := range ns {
		if n.Text != nil {
			for i := range n.Text.Phrases {
				if n.Text.Phrases[i].ID == id {
					return &n.Text.Phrases[i]
				}
			}
		}
		if ph := findPhrase(n.Children, id); ph != nil {
			return ph
		}
	}
	return nil
}
