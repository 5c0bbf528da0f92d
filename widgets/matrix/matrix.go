// Package matrix shows all that the tokens of a text attend to at once: a row
// for each token that asks, a column for each token that is asked, and in each
// cell as much colour as attention goes there. What the causal mask hides, the
// tokens that come later, is hatched.
//
// Since rows and columns are the same tokens, each is written once: beside the
// diagonal, at the end of its row and at the head of its column.
package matrix

import (
	"fmt"
	"math"

	"zerotoai/widgets/heat"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// A Matrix is the attention of all tokens of a text, with one cell chosen.
type Matrix struct {
	ID, Name string
	Pieces   func() []string       // the bytes of the tokens; asked at each Layout
	Weights  func(i int) []float64 // from token i to each token that it may see, the first ones, itself included; nil: not computed yet
	Version  func() any            // a comparable value: as long as it is the same, so are the weights
	Row, Col *int                  // the chosen cell; both are brought into the range of the tokens
	Changed  func()                // another cell is chosen; may be nil

	words   []paint.Run // as much of each token as there is room for
	pieces  []string
	share   string // of the chosen cell
	known   bool   // the weights are computed
	heat    heat.Map
	version any
	cell    float64 // the side of a cell
	named   bool    // there is room for the words
	pinned  bool    // hovering does not choose another cell
	held    bool    // the pointer is pressed and moves the choice
	size    paint.Point
}

var _ ui.Widget = (*Matrix)(nil)

// The sides of cells: as large as they may be, and large enough for a word
// beside each.
const (
	largest = 34
	legible = 18
	margin  = 5   // on both sides of a word
	longest = 120 // the width of a word
	widest  = 560 // the side of a matrix without words
	target  = 26  // of a finger
)

// Layout implements ui.Widget.
func (m *Matrix) Layout(c *ui.Context, room paint.Point) paint.Point {
	m.pieces, m.words = m.Pieces(), m.words[:0]
	for _, t := range m.pieces {
		m.words = append(m.words, label.Fit(c, theme.Label, tokens.Plain(t), min(longest, room.X/3)))
	}
	m.fit(room.X)
	m.size = paint.Pt(room.X, math.Ceil(m.side()))
	*m.Row, *m.Col = m.limit(*m.Row), m.limit(*m.Col)
	if m.heat.Values == nil || m.heat.W != len(m.words) || m.version != m.Version() {
		m.fill()
	}
	m.share = m.shareOf(*m.Row, *m.Col)
	return m.size
}

// fit finds the side of a cell with which each row and its word fit.
func (m *Matrix) fit(width float64) {
	m.cell, m.named = largest, true
	for i, w := range m.words {
		m.cell = min(m.cell, (width-2*margin-w.Advance)/float64(i+1))
	}
	if m.cell = math.Floor(m.cell); m.cell < legible {
		m.cell, m.named = min(largest, min(width, widest)/float64(max(1, len(m.words)))), false
	}
}

func (m *Matrix) side() float64 { return m.cell * float64(len(m.words)) }

func (m *Matrix) limit(i int) int { return max(0, min(i, len(m.words)-1)) }

// fill makes the colours. What is masked has none.
func (m *Matrix) fill() {
	n := len(m.words)
	m.version = m.Version()
	m.heat = heat.Map{W: n, H: n, Hi: 1, Palette: heat.Amount(label.Attention)}
	m.known = n > 0
	for i := range n {
		row := m.Weights(i)
		m.known = m.known && row != nil
		for j := range n {
			v := math.NaN()
			if j < len(row) {
				v = row[j]
			}
			m.heat.Values = append(m.heat.Values, v)
		}
	}
}

// Map is what the matrix shows, for a legend. It is there after Layout.
func (m *Matrix) Map() *heat.Map { return &m.heat }

// shareOf is how much of its attention token i gives to token j, in words.
func (m *Matrix) shareOf(i, j int) string {
	switch {
	case !m.known:
		return "not computed yet"
	case j > i:
		return "masked"
	}
	return label.Percents(m.Weights(i))[j]
}

// Handle implements ui.Widget. A mouse that is over a cell chooses it, until
// the reader has pressed one or used keys: then it is held. A press on the cell
// that is held lets it go; a pointer that is dragged goes from cell to cell.
func (m *Matrix) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return m.set(e)
	case ui.Pointer:
		return m.pointer(e)
	}
	return false
}

func (m *Matrix) set(e ui.Set) bool {
	at := int(e.Number) - 1
	switch e.ID {
	case m.ID + ".row":
		m.pinned = true
		return m.choose(at, *m.Col)
	case m.ID + ".col":
		m.pinned = true
		return m.choose(*m.Row, at)
	}
	return false
}

func (m *Matrix) choose(i, j int) bool {
	i, j = m.limit(i), m.limit(j)
	if i == *m.Row && j == *m.Col {
		return false
	}
	*m.Row, *m.Col = i, j
	if m.Changed != nil {
		m.Changed()
	}
	return true
}

func (m *Matrix) pointer(e ui.Pointer) bool {
	i, j := int(math.Floor(e.At.Y/m.cell)), int(math.Floor(e.At.X/m.cell))
	inside := e.At.In(paint.Box(0, 0, m.side(), m.side()))
	switch e.Kind {
	case ui.Hover:
		return inside && !e.Touch && !m.pinned && m.choose(i, j)
	case ui.Press:
		if m.held = inside; inside {
			m.pinned = e.Touch || !m.pinned || i != *m.Row || j != *m.Col
			m.choose(i, j)
		}
		return inside
	case ui.Drag:
		return m.held && m.choose(i, j)
	case ui.Release, ui.Cancel:
		was := m.held
		m.held = false
		return was
	}
	return false
}

// Describe implements ui.Widget. One slider chooses the row and one the column.
func (m *Matrix) Describe() ui.Node {
	n := ui.Node{ID: m.ID, Role: ui.Group, Name: m.Name, Bounds: paint.Rect{Max: m.size}}
	picture := ui.Node{ID: m.ID + ".picture", Role: ui.Pad, Name: m.Name + ", picture", Value: m.says(), Bounds: n.Bounds}
	n.Children = []ui.Node{picture}
	if len(m.words) > 1 {
		n.Children = append(n.Children, m.slider(".row", "Query", *m.Row), m.slider(".col", "Key", *m.Col))
	}
	return n
}

func (m *Matrix) slider(id, name string, at int) ui.Node {
	return ui.Node{
		ID: m.ID + id, Role: ui.Handle, Name: name, Value: m.called(at), Bounds: m.grip(),
		Range: ui.Range{Min: 1, Max: float64(len(m.words)), Step: 1, Now: float64(at + 1)},
	}
}

// grip is the room of the chosen cell, and a little more where that is small.
func (m *Matrix) grip() paint.Rect {
	return m.box(*m.Row, *m.Col).Inset(min(0, (m.cell-target)/2))
}

func (m *Matrix) box(i, j int) paint.Rect {
	return paint.Box(float64(j)*m.cell, float64(i)*m.cell, m.cell, m.cell)
}

// called names a token and its place.
func (m *Matrix) called(i int) string {
	return fmt.Sprintf("“%s”, token %d", tokens.Plain(m.pieces[i]), i+1)
}

// says tells what the picture shows.
func (m *Matrix) says() string {
	if len(m.words) == 0 {
		return "There are no tokens."
	}
	return fmt.Sprintf("Tokens: %d. Chosen is the row of %s, and the column of %s: %s.",
		len(m.words), m.called(*m.Row), m.called(*m.Col), m.share)
}
