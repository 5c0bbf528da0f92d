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

// passLater lets time go by once, when the browser would paint a frame.
func (p *Page) passLater() {
	if p.passing {
		return
	}
	p.passing = true
	p.zero.Call("nextFrame", once(func() {
		if p.passing = false; !p.painting {
			p.pass()
		}
	}))
}

// addPictures puts the pictures of figures into their elements, and formulas
// into the text: e is a figure or a page of them.
func (p *Page) addPictures(page *flow.Page, e *mirror.Element) {
	p.addPicture(page, e)
	for i := range e.Children {
		p.addPicture(page, &e.Children[i])
	}
	showFormulas(e)
}

func (p *Page) addPicture(page *flow.Page, e *mirror.Element) {
	svg := page.Picture(&p.Context, e.Key)
	if svg == nil {
		return
	}
	picture := mirror.Element{
		Key: e.Key + "/picture", Tag: "div", HTML: string(svg),
		Attrs: []mirror.Pair{{Name: "class", Value: "picture"}, {Name: "aria-hidden", Value: "true"}},
	}
	e.Children = append([]mirror.Element{picture}, e.Children...)
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
