package screen

import (
	"zerotoai/widgets/flow"
	"zerotoai/widgets/formula"
	"zerotoai/widgets/mirror"
)

// showText makes the mirror the page: its text visible, the figures as SVG,
// everything still at work. say is the reason, in words for the reader.
func (p *Page) showText(say string) {
	p.painting = false
	list := root().Get("classList")
	list.Call("remove", "painted")
	list.Call("add", "text")
	p.zero.Call("say", say)
	for i := range p.sections {
		if p.Book.Ready(i) {
			p.layout(i)
		}
	}
}

// addPictures puts the pictures of page's figures into its elements.
func (p *Page) addPictures(page *flow.Page, e *mirror.Element) {
	for i := range e.Children {
		if svg := page.Picture(&p.Context, e.Children[i].Key); svg != nil {
			picture := mirror.Element{
				Key: e.Children[i].Key + "/picture", Tag: "div", HTML: string(svg),
				Attrs: []mirror.Pair{{Name: "class", Value: "picture"}, {Name: "aria-hidden", Value: "true"}},
			}
			e.Children[i].Children = append([]mirror.Element{picture}, e.Children[i].Children...)
		}
	}
	showFormulas(e)
}

// showFormulas puts MathML where the canvas would paint a formula.
func showFormulas(e *mirror.Element) {
	if m, ok := formula.Lookup(e.Math, false); ok {
		e.HTML, e.Children = m.MathML, nil
	}
	for i := range e.Children {
		showFormulas(&e.Children[i])
	}
}
