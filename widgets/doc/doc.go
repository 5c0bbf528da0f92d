// Package doc is the text of the guide as a tree: what an author wrote, with
// nothing about how it looks. Package markdown makes it; HTML writes it for
// browsers without scripts, for print and for search engines; package flow
// lays it out on a canvas.
package doc

// A Document is one chapter's text.
type Document struct {
	Title  string // the text of the first heading, which is of level 1
	Blocks []Block
	Notes  []*Note // the sources, in the order of their numbers
}

// A Block is a *Heading, *Paragraph, *List, *Table, *Code, *Formula, *Aside or *Figure.
type Block interface{ block() }

// A Heading starts a section. IDs are unique within a document.
type Heading struct {
	Level int // 1 to 3
	ID    string
	Text  []Inline
}

// A Paragraph is running text.
type Paragraph struct{ Text []Inline }

// A List has at least one item.
type List struct {
	Ordered bool
	Items   [][]Block
}

// A Table has a header and rows of as many cells.
type Table struct {
	Align  []Align // one for each column
	Header []Cell
	Rows   [][]Cell
}

// A Cell is one cell of a table.
type Cell []Inline

// An Align says where the text of a column stands.
type Align uint8

// The places of text in a column.
const (
	Left Align = iota
	Center
	Right
)

// A Code is text to be shown as it is.
type Code struct{ Lang, Text string }

// A Formula stands in a line of its own.
type Formula struct{ TeX string }

// An Aside is a call-out. Title is what its first words in bold say; the
// author may leave it out, and then the kind's own title serves.
type Aside struct {
	Kind   AsideKind
	Title  string
	Blocks []Block
}

// An AsideKind is one of the alerts of GitHub's Markdown.
type AsideKind uint8

// The kinds of call-outs.
const (
	Seeing  AsideKind = iota // [!NOTE]: what you are seeing; it stands beside its figure
	Try                      // [!TIP]: something to do
	Matters                  // [!IMPORTANT]: why it matters
	World                    // [!WARNING]: the real world
	Careful                  // [!CAUTION]: a common mistake
)

// A Figure is a place for the chapter's figure called Name.
type Figure struct{ Name, Caption string }

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*List) block()      {}
func (*Table) block()     {}
func (*Code) block()      {}
func (*Formula) block()   {}
func (*Aside) block()     {}
func (*Figure) block()    {}

// An Inline is Plain, Verbatim, Math, *Emphasis, *Link, *Term or *Ref.
type Inline interface{ inline() }

type (
	// Plain is text.
	Plain string
	// Verbatim is code in running text.
	Verbatim string
	// Math is a formula in running text, as TeX.
	Math string
	// Emphasis is text set in italics or, if Strong, in bold.
	Emphasis struct {
		Strong bool
		Text   []Inline
	}
	// A Link leads to a chapter ("#attention") or, on a click, out of the guide.
	Link struct {
		URL  string
		Text []Inline
	}
	// A Term opens the glossary's card called ID.
	Term struct {
		ID   string
		Text []Inline
	}
	// A Ref points to a source.
	Ref struct{ Note *Note }
	// A Note is a source: where a fact is from, with its date.
	Note struct {
		Number int // from 1, in the order of the first references
		Text   []Inline
	}
)

func (Plain) inline()     {}
func (Verbatim) inline()  {}
func (Math) inline()      {}
func (*Emphasis) inline() {}
func (*Link) inline()     {}
func (*Term) inline()     {}
func (*Ref) inline()      {}
