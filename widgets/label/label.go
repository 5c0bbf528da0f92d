// Package label sets words in figures: wrapped text as a widget of its own
// (Label), as a block that another widget paints (Block), and numbers as
// text (Number, Fixed).
package label

import (
	"image/color"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Label is text that wraps in the room it gets.
type Label struct {
	ID    string
	Name  string        // of a Live label: what it tells about, "Result"
	Text  string        // a line break starts a new line
	Words func() string // if set, Text is taken from it at each Layout
	Font  paint.Font    // the zero Font is theme.Label
	Color Color         // nil is Soft
	Live  bool          // to be spoken when it changes

	block Block
}

var _ ui.Widget = (*Label)(nil)

// A Color chooses a colour of whatever theme is on.
type Color func(*theme.Theme) color.NRGBA

// Colours of text and lines.
var (
	Ink       Color = func(t *theme.Theme) color.NRGBA { return t.Ink }
	Soft      Color = func(t *theme.Theme) color.NRGBA { return t.Soft }
	Forward   Color = func(t *theme.Theme) color.NRGBA { return t.Forward }
	Backward  Color = func(t *theme.Theme) color.NRGBA { return t.Backward }
	Data      Color = func(t *theme.Theme) color.NRGBA { return t.Data }
	Attention Color = func(t *theme.Theme) color.NRGBA { return t.Attention }
)

// Layout implements ui.Widget. The label is as wide as its longest line.
func (l *Label) Layout(c *ui.Context, room paint.Point) paint.Point {
	if l.Words != nil {
		l.Text = l.Words()
	}
	l.block = Set(c, l.font(), l.Text, room.X)
	return l.block.Size
}

func (l *Label) font() paint.Font {
	if l.Font == (paint.Font{}) {
		return theme.Label
	}
	return l.Font
}

// Handle implements ui.Widget. A Label with Words reads differently when
// they do. It does not look at each Report: there are many of them, who is told
// of its job is laid out for it, and all others in view get a Tick.
func (l *Label) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Report); ok || l.Words == nil {
		return false
	}
	return l.Words() != l.Text
}

// Draw implements ui.Widget.
func (l *Label) Draw(c *ui.Context, to paint.Canvas) {
	col := l.Color
	if col == nil {
		col = Soft
	}
	l.block.Draw(to, paint.Point{}, col(c.Theme))
}

// Describe implements ui.Widget.
func (l *Label) Describe() ui.Node {
	n := l.block.Node(l.ID)
	if l.Live {
		n = ui.Node{ID: l.ID, Role: ui.Output, Name: l.Name, Value: l.Text, Live: true, Bounds: n.Bounds}
	}
	return n
}
