package ui

import (
	"fmt"
	"io"
	"strings"

	"zerotoai/engine/trace"
	"zerotoai/widgets/paint"
)

// A Node is what a screen reader, a keyboard and a text browser know of a
// part of a widget.
//
// A number that changes while the reader looks on is the Value of an Output that
// is not Live: it can be read whenever the reader comes to it, and is never
// spoken by itself. Live is the one sentence of a figure that tells what came of
// what the reader did. While the figure moves by itself, the page lets it be
// spoken every few seconds, and when the figure has come to rest.
type Node struct {
	ID       string // the same from frame to frame, and no other node's
	Role     Role
	Name     string
	Value    string     // what it says now; of a Choice one of Options
	Error    string     // of a Field: why its text is not taken
	Range    Range      // of a Slider
	Options  []string   // of a Choice
	On       bool       // of a Toggle or a Spot
	Disabled bool       // of a control that has nothing to do now
	Files    bool       // of a Button: it asks for files, which come as a Files event, and so do those let fall on its figure
	Escape   bool       // of a Button or a Toggle: the Escape key presses it, too
	Expands  bool       // of a Toggle: what it switches on stands under it, as a menu does
	Explains trace.Ref  // the number shown, if it can be asked where it comes from
	Live     bool       // of an Output: a result, to be spoken when it changes
	URL      string     // of a Link
	Text     *Text      // of a Paragraph, Heading, Item or Cell
	Bounds   paint.Rect // in the coordinates of its widget
	Children []Node
}

// A Range is what a Slider can be set to.
type Range struct{ Min, Max, Step, Now float64 }

// A Role is what a node is to the reader.
type Role uint8

// The roles.
const (
	Group      Role = iota
	Image           // a picture, told by Name and Value
	Pad             // a picture that takes the pointer: like Image to all else
	Button          // does something
	Toggle          // is on or off
	Slider          // a number in Range
	Handle          // a Slider over a point of a Pad: the pointer goes to the Pad, keys come here
	Spot            // a Toggle over a part of a Pad: the pointer goes to the Pad, keys and the Focus come here
	Field           // a line of text
	Choice          // one of Options
	Link            // leads to URL
	Output          // a number or a sentence that changes
	Heading         // Range.Now is its level
	Paragraph       // running text
	List            // of Items
	Item            // of a List; Value is the mark that it has there, if any
	Table           // of Rows
	Row             // of Cells
	Head            // the header cell of a column
	Cell            // a cell
	Code            // text to be shown as it is
	Formula         // a formula: Name is TeX, Value MathML, Range.Now the size of its letters
	FigureRole      // a figure of a chapter; Name is its caption
	Aside           // a call-out; Value is its kind
)

var roles = [...]string{
	Group: "group", Image: "img", Pad: "pad", Button: "button", Toggle: "toggle", Slider: "slider", Handle: "slider", Spot: "toggle",
	Field: "textbox", Choice: "combobox", Link: "link", Output: "status", Heading: "heading",
	Paragraph: "paragraph", List: "list", Item: "listitem", Table: "table", Row: "row",
	Head: "columnheader", Cell: "cell", Code: "code", Formula: "math", FigureRole: "figure", Aside: "note",
}

// String returns the name of r, as ARIA calls it where it has one.
func (r Role) String() string { return roles[r] }

// Control reports whether the reader can operate a node of this role.
func (r Role) Control() bool { return Button <= r && r <= Link }

// A Text is a laid-out paragraph: what the page needs to set the same words
// in the same places.
type Text struct {
	Font    paint.Font
	Leading float64 // the height of a line
	Phrases []Phrase
	Ends    []float64 // where the lines end, from the left edge of the node
}

// A Phrase is what one inline element of the author became.
type Phrase struct {
	Kind   PhraseKind
	ID     string // of a PhraseTerm, PhraseLink, PhraseNote: its own name on the page
	Open   bool   // of a PhraseTerm: its card is open
	URL    string // of a PhraseLink
	Font   paint.Font
	Pieces []Piece
	Label  string  // of a PhraseMath: the formula as TeX
	Width  float64 // of a PhraseMath
}

// A Piece is the part of a phrase that stands in one line. Break says that
// the line ends after it; a space at its end is then not painted.
type Piece struct {
	Text  string
	Break bool
}

// A PhraseKind is what a phrase is.
type PhraseKind uint8

// The kinds of phrases.
const (
	PhrasePlain PhraseKind = iota
	PhraseStrong
	PhraseEm
	PhraseCode
	PhraseLink
	PhraseTerm
	PhraseNote
	PhraseMath
)

// Shift returns n with itself and all its children moved by d.
func (n Node) Shift(d paint.Point) Node {
	n.Bounds = n.Bounds.Shift(d)
	children := n.Children
	n.Children = make([]Node, len(children))
	for i, c := range children {
		n.Children[i] = c.Shift(d)
	}
	return n
}

// Find returns the node called id, if it is n or under n.
func (n Node) Find(id string) (Node, bool) {
	if n.ID == id {
		return n, true
	}
	for _, c := range n.Children {
		if f, ok := c.Find(id); ok {
			return f, true
		}
	}
	return Node{}, false
}

// String returns the words of a text.
func (t *Text) String() string {
	if t == nil {
		return ""
	}
	var b strings.Builder
	for _, p := range t.Phrases {
		for _, q := range p.Pieces {
			b.WriteString(q.Text)
		}
	}
	return b.String()
}

// WriteText writes n and what is under it, one line each.
func (n Node) WriteText(w io.Writer) { n.write(w, 0) }

func (n Node) write(w io.Writer, depth int) {
	line := fmt.Sprintf("%*s%v #%s %q", depth*2, "", n.Role, n.ID, n.Name)
	add := func(on bool, format string, args ...any) {
		if on {
			line += fmt.Sprintf(format, args...)
		}
	}
	add(n.Value != "", " = %s", n.Value)
	add(n.Role == Slider || n.Role == Handle, " in %g…%g by %g", n.Range.Min, n.Range.Max, n.Range.Step)
	add(len(n.Options) > 0, " of %q", n.Options)
	add(n.On, " on")
	add(n.Disabled, " disabled")
	add(n.Files, " files")
	add(n.Escape, " escape")
	add(n.Expands, " expands")
	add(n.Error != "", " error %q", n.Error)
	add(n.Text != nil, " %s", n.Text)
	add(n.Explains != (trace.Ref{}), " explains %v", n.Explains)
	fmt.Fprintln(w, line)
	for _, c := range n.Children {
		c.write(w, depth+1)
	}
}
