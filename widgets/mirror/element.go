// Package mirror turns what widgets say into elements of the page, so that
// the reader can select, find, hear and operate what is painted under them.
//
// Render makes a tree of elements of a tree of nodes; Diff lists what has to
// be done to the page to come from one tree to the next; Encode writes that
// list for the page's script, which does it.
package mirror

import (
	"fmt"
	"strconv"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// An Element is an element of the page, or a text if its Tag is Text.
type Element struct {
	Key      string // unique in the page
	Tag      string
	Attrs    []Pair
	Styles   []Pair
	Props    []Pair // such as value, which differs from the attribute once a reader has typed
	Text     string // of a Text
	HTML     string // trusted content in place of Children: MathML of the formula table
	Math     string // the TeX of a formula in a line, which the canvas paints
	Children []Element
}

// Text is the Tag of a text.
const Text = "#"

// A Pair is a name and a value.
type Pair struct{ Name, Value string }

// Render returns the elements of n. Places are relative to the parent's.
func Render(n ui.Node) Element { return render(n, paint.Point{}) }

func render(n ui.Node, origin paint.Point) Element {
	e := Element{Key: n.ID, Tag: "div"}
	e.place(n.Bounds.Shift(paint.Point{}.Sub(origin)))
	e.attr("data-id", n.ID)
	describers[n.Role](&e, n)
	for _, c := range n.Children {
		e.Children = append(e.Children, render(c, n.Bounds.Min))
	}
	return e
}

// describers says what each role is on the page.
var describers = [...]func(e *Element, n ui.Node){
	ui.Group:      group,
	ui.Image:      func(e *Element, n ui.Node) { e.role("img", spoken(n)) },
	ui.Pad:        func(e *Element, n ui.Node) { e.role("img", spoken(n)); e.attr("class", "pad") },
	ui.Button:     button,
	ui.Toggle:     toggle,
	ui.Slider:     slider,
	ui.Handle:     func(e *Element, n ui.Node) { slider(e, n); e.attr("class", "handle") },
	ui.Spot:       spot,
	ui.Field:      field,
	ui.Choice:     choice,
	ui.Link:       link,
	ui.Output:     output,
	ui.Heading:    heading,
	ui.Paragraph:  func(e *Element, n ui.Node) { e.Tag = "p"; e.text(n.Text) },
	ui.List:       list,
	ui.Item:       item,
	ui.Table:      func(e *Element, n ui.Node) { e.role("table", n.Name) },
	ui.Row:        func(e *Element, n ui.Node) { e.role("row", "") },
	ui.Head:       func(e *Element, n ui.Node) { e.role("columnheader", ""); e.text(n.Text) },
	ui.Cell:       func(e *Element, n ui.Node) { e.role("cell", ""); e.text(n.Text) },
	ui.Code:       func(e *Element, n ui.Node) { e.Tag = "pre"; e.text(n.Text) },
	ui.Formula:    formula,
	ui.FigureRole: func(e *Element, n ui.Node) { e.Tag = "figure"; e.attr("aria-label", n.Name); e.attr("id", n.ID) },
	ui.Aside:      func(e *Element, n ui.Node) { e.role("note", n.Name); e.attr("class", n.Value) },
}

func (e *Element) attr(name, value string)  { e.Attrs = append(e.Attrs, Pair{name, value}) }
func (e *Element) style(name, value string) { e.Styles = append(e.Styles, Pair{name, value}) }
func (e *Element) prop(name, value string)  { e.Props = append(e.Props, Pair{name, value}) }

func (e *Element) role(role, name string) {
	e.attr("role", role)
	if name != "" {
		e.attr("aria-label", name)
	}
}

func (e *Element) place(r paint.Rect) {
	e.style("left", px(r.Min.X))
	e.style("top", px(r.Min.Y))
	e.style("width", px(r.W()))
	e.style("height", px(r.H()))
}

func px(v float64) string { return strconv.FormatFloat(v, 'f', -1, 32) + "px" }

// spoken is the name of a picture with what it shows now.
func spoken(n ui.Node) string {
	if n.Value == "" {
		return n.Name
	}
	return n.Name + ": " + n.Value
}

func group(e *Element, n ui.Node) {
	if n.Name != "" {
		e.role("group", n.Name)
	}
}

func button(e *Element, n ui.Node) {
	e.Tag = "button"
	e.attr("type", "button")
	e.attr("aria-label", n.Name)
	if n.Disabled { // a browser takes the focus from what is disabled, and the reader would lose the place
		e.attr("aria-disabled", "true")
	}
	if n.Files {
		e.attr("data-files", "")
	}
	if n.Escape {
		e.attr("aria-keyshortcuts", "Escape")
	}
}

func toggle(e *Element, n ui.Node) {
	button(e, n)
	state := "aria-pressed"
	if n.Expands {
		state = "aria-expanded"
	}
	e.attr(state, strconv.FormatBool(n.On))
}

func spot(e *Element, n ui.Node) {
	named := n
	named.Name = spoken(n)
	button(e, named)
	e.attr("aria-pressed", strconv.FormatBool(n.On))
	e.attr("class", "spot")
}

func (e *Element) disable(n ui.Node) {
	if n.Disabled {
		e.attr("disabled", "")
	}
}

func slider(e *Element, n ui.Node) {
	e.Tag = "input"
	e.attr("type", "range")
	e.attr("aria-label", n.Name)
	e.attr("aria-valuetext", n.Value)
	e.attr("min", number(n.Range.Min))
	e.attr("max", number(n.Range.Max))
	e.attr("step", number(n.Range.Step))
	e.prop("value", number(n.Range.Now))
	e.disable(n)
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', 12, 64) }

func field(e *Element, n ui.Node) {
	input := Element{Key: n.ID + "/input", Tag: "input"}
	input.attr("data-id", n.ID)
	input.attr("type", "text")
	input.attr("aria-label", n.Name)
	input.attr("autocomplete", "off")
	input.attr("autocapitalize", "off")
	input.attr("spellcheck", "false")
	input.attr("maxlength", "20000")
	input.prop("value", n.Value)
	input.disable(n)
	if n.Error != "" {
		input.attr("aria-invalid", "true")
		input.attr("aria-describedby", n.ID+".error")
	}
	// The message is always there: a live region speaks what is put into it.
	message := Element{Key: n.ID + "/error", Tag: "p", Children: []Element{{Key: n.ID + "/error/t", Tag: Text, Text: n.Error}}}
	message.attr("id", n.ID+".error")
	message.attr("role", "alert")
	message.attr("class", "spoken")
	e.attr("class", "field")
	e.Attrs = e.Attrs[1:] // the input answers to the id
	e.Children = append(e.Children, input, message)
}

func choice(e *Element, n ui.Node) {
	e.Tag = "select"
	e.attr("aria-label", n.Name)
	e.disable(n)
	for i, o := range n.Options {
		key := fmt.Sprintf("%s/%d", n.ID, i)
		e.Children = append(e.Children, Element{Key: key, Tag: "option", Children: []Element{{Key: key + "/t", Tag: Text, Text: o}}})
	}
	e.prop("value", n.Value)
}

func link(e *Element, n ui.Node) {
	e.Tag = "a"
	e.attr("href", n.URL)
	e.attr("aria-label", spoken(n))
}

// output is a number or a sentence. One that can be asked where it comes from
// is a button that says so.
func output(e *Element, n ui.Node) {
	e.Tag = "output"
	e.attr("aria-label", n.Name)
	if !n.Live {
		e.attr("aria-live", "off")
	}
	t := Element{Key: n.ID + "/t", Tag: Text, Text: n.Value}
	if n.Explains.Name == "" {
		e.Children = append(e.Children, t)
		return
	}
	b := Element{Key: n.ID + "/why", Tag: "button", Children: []Element{t}}
	b.attr("type", "button")
	b.attr("data-id", n.ID)
	b.attr("aria-label", n.Name+": "+n.Value+". Where does it come from?")
	e.Children = append(e.Children, b)
}

func heading(e *Element, n ui.Node) {
	e.Tag = fmt.Sprintf("h%d", int(n.Range.Now))
	e.attr("id", n.ID)
	e.text(n.Text)
}

func list(e *Element, n ui.Node) {
	e.Tag = "ul"
	if n.On {
		e.Tag = "ol"
	}
	e.attr("role", "list")
}

// item is an item of a list. Its mark is painted; where it is not, the style
// sheet shows it in the letters of the item.
func item(e *Element, n ui.Node) {
	e.Tag = "li"
	e.attr("id", n.ID)
	if n.Value == "" {
		return
	}
	e.attr("data-mark", n.Value)
	if len(n.Children) > 0 && n.Children[0].Text != nil {
		e.letters(n.Children[0].Text)
	}
}

func formula(e *Element, n ui.Node) {
	e.attr("class", "formula")
	e.style("font-size", px(n.Range.Now))
	e.HTML = n.Value
}
