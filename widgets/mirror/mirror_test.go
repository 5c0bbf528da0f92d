package mirror

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// A page does what ops say, as the page's script does, on plain data.
type page struct {
	elements map[string]*node
	parent   map[string]string
}

type node struct {
	tag      string
	text     string
	html     string
	attrs    map[string]string
	styles   map[string]string
	props    map[string]string
	children []string
}

func newPage() *page {
	return &page{map[string]*node{"root": newNode("div")}, map[string]string{}}
}

func newNode(tag string) *node {
	return &node{tag: tag, attrs: map[string]string{}, styles: map[string]string{}, props: map[string]string{}}
}

func (p *page) insert(key, parent, before string) {
	ch := p.elements[parent].children
	i := len(ch)
	if before != "" {
		if i = slices.Index(ch, before); i < 0 {
			panic("no such sibling: " + before)
		}
	}
	p.elements[parent].children = slices.Insert(ch, i, key)
	p.parent[key] = parent
}

func (p *page) detach(key string) {
	n := p.elements[p.parent[key]]
	n.children = slices.DeleteFunc(n.children, func(k string) bool { return k == key })
}

func (p *page) drop(key string) {
	for _, c := range p.elements[key].children {
		p.drop(c)
	}
	delete(p.elements, key)
}

func (p *page) do(encoded string) {
	for op := range strings.SplitSeq(encoded, opEnd) {
		if op == "" {
			continue
		}
		f := strings.Split(op, fieldEnd)
		key := f[1]
		n := p.elements[key]
		switch Kind(f[0][0]) {
		case Create:
			if n != nil {
				panic("made twice: " + key)
			}
			n = newNode(f[2])
			n.text = f[5]
			p.elements[key] = n
			p.insert(key, f[3], f[4])
		case Move:
			p.detach(key)
			p.insert(key, f[2], f[3])
		case Remove:
			p.detach(key)
			p.drop(key)
		case Attr:
			n.attrs[f[2]] = f[3]
		case Unset:
			delete(n.attrs, f[2])
		case Style:
			n.styles[f[2]] = f[3]
		case Prop:
			n.props[f[2]] = f[3]
		case SetText:
			n.text = f[2]
		case SetHTML:
			n.html = f[2]
		}
	}
}

// tree reads the element called key back.
func (p *page) tree(key string) any {
	n := p.elements[key]
	var children []any
	for _, c := range n.children {
		children = append(children, p.tree(c))
	}
	styles := map[string]string{}
	for k, v := range n.styles {
		if v != "" { // an empty style is none
			styles[k] = v
		}
	}
	return []any{key, n.tag, n.text, n.html, n.attrs, styles, n.props, children}
}

func fresh(e Element) any {
	p := newPage()
	p.do(Encode(Diff("root", nil, e)))
	return p.tree("root")
}

// Whatever the page showed before, after the difference it shows the new tree.
func TestDiff(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		p := newPage()
		var shown *Element
		for range 4 {
			next := randomElement(rng, "a", 3)
			p.do(Encode(Diff("root", shown, next)))
			if got, want := p.tree("root"), fresh(next); !reflect.DeepEqual(got, want) {
				t.Fatalf("page shows\n%v\nwant\n%v", got, want)
			}
			if ops := Diff("root", &next, next); len(ops) != 0 {
				t.Fatalf("a tree differs from itself: %v", ops)
			}
			shown = &next
		}
	}
}

func randomElement(rng *rand.Rand, key string, depth int) Element {
	e := Element{Key: key, Tag: []string{"div", "p"}[rng.IntN(2)]}
	if depth < 3 && rng.IntN(3) == 0 {
		e.Tag, e.Text = Text, fmt.Sprint(rng.IntN(3))
		return e
	}
	if rng.IntN(2) == 0 {
		e.attr("a", fmt.Sprint(rng.IntN(3)))
	}
	if rng.IntN(2) == 0 {
		e.style("left", fmt.Sprint(rng.IntN(3)))
	}
	if depth > 0 {
		for _, i := range rng.Perm(5)[:rng.IntN(5)] {
			e.Children = append(e.Children, randomElement(rng, fmt.Sprintf("%s.%d", key, i), depth-1))
		}
	}
	return e
}

// A browser may break a paragraph only where its lines end, and its words are
// those of the author.
func TestText(t *testing.T) {
	font := paint.Font{Size: 18}
	e := Render(ui.Node{ID: "p", Role: ui.Paragraph, Text: &ui.Text{Font: font, Leading: 29, Phrases: []ui.Phrase{
		{Font: font, Pieces: []ui.Piece{{Text: "Attention is ", Break: true}, {Text: "all/", Break: true}, {Text: "you "}}},
		{Kind: ui.PhraseStrong, Font: paint.Font{Size: 18, Weight: 680}, Pieces: []ui.Piece{{Text: "need."}}},
	}}})
	var words string
	var breaks int
	var walk func(e Element)
	walk = func(e Element) {
		words += e.Text
		if slices.Contains(e.Attrs, Pair{Name: "class", Value: "s"}) {
			breaks++
		}
		for _, c := range e.Children {
			walk(c)
		}
	}
	walk(e)
	if words != "Attention is all/you need." || breaks != 2 {
		t.Errorf("%q with %d breaks", words, breaks)
	}
}

// Each control is one that a browser, a keyboard and a screen reader know.
func TestRoles(t *testing.T) {
	for _, c := range []struct {
		node ui.Node
		want string
	}{
		{ui.Node{ID: "b", Role: ui.Button, Name: "Step"}, `<button data-id=b type=button aria-label=Step>`},
		{ui.Node{ID: "n", Role: ui.Spot, Name: "neuron 1", Value: "0.5", On: true}, `<button data-id=n type=button aria-label=neuron 1: 0.5 aria-pressed=true class=spot>`},
		{ui.Node{ID: "m", Role: ui.Toggle, Name: "Menu", Expands: true, Escape: true}, `<button data-id=m type=button aria-label=Menu aria-keyshortcuts=Escape aria-expanded=false>`},
		{ui.Node{ID: "t", Role: ui.Toggle, Name: "Grid", On: true}, `<button data-id=t type=button aria-label=Grid aria-pressed=true>`},
		{ui.Node{ID: "s", Role: ui.Slider, Name: "Momentum", Value: "0.10", Range: ui.Range{Min: 0, Max: 1, Step: 0.01, Now: 0.1}},
			`<input data-id=s type=range aria-label=Momentum aria-valuetext=0.10 min=0 max=1 step=0.01 value=0.1>`},
		{ui.Node{ID: "i", Role: ui.Image, Name: "Curve", Value: "x²"}, `<div data-id=i role=img aria-label=Curve: x²>`},
		{ui.Node{ID: "a", Role: ui.Link, Name: "Functions", URL: "#functions"}, `<a data-id=a href=#functions aria-label=Functions>`},
		{ui.Node{ID: "h", Role: ui.Heading, Range: ui.Range{Now: 2}, Text: &ui.Text{}}, `<h2 data-id=h id=h class=t data-ends=>`},
	} {
		if got := open(Render(c.node)); got != c.want {
			t.Errorf("%v: %s, want %s", c.node.Role, got, c.want)
		}
	}
}

// open writes the start tag of e without its styles.
func open(e Element) string {
	s := "<" + e.Tag
	for _, p := range slices.Concat(e.Attrs, e.Props) {
		s += " " + p.Name + "=" + p.Value
	}
	return s + ">"
}

// Every role has a way to be shown.
func TestEveryRole(t *testing.T) {
	for r := ui.Group; r <= ui.Aside; r++ {
		Render(ui.Node{ID: "n", Role: r, Text: &ui.Text{}})
	}
}

func TestEncodeSeparators(t *testing.T) {
	got := Encode([]Op{{Kind: SetText, Key: "k", Value: "a\x1eb\x1fc"}})
	if want := "t\x1fk\x1fabc\x1f\x1e"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
