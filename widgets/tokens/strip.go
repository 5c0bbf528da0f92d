// Package tokens shows the tokens of a text side by side, each as a box with
// what it is made of and, under it, its id or another number. One of them can
// be chosen: by a press, by the arrow keys, and in passing by a pointer that
// hovers over it.
//
// Blue is a token, yellow the one that the reader holds.
package tokens

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/widgets/button"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Strip is tokens in rows. Of a long text it shows one part at a time, and
// buttons that lead to the others.
type Strip struct {
	ID, Name string
	Tokens   func() []Token // asked at each Layout
	Most     int            // tokens that are shown at once; 0 is 96

	Chosen *int   // the token that is singled out; beyond the last is none. Must not be nil
	Choose func() // called when the reader has chosen another one; may be nil

	tokens        []Token
	boxes         []paint.Rect // of the tokens that are shown
	first         int          // the token that is shown first
	seen          int          // the Chosen for which first was worked out
	hovered       int          // one more than the token under the pointer
	size          paint.Point
	picture       paint.Point // the room of the tokens
	before, after button.Button
	part          label.Label
	parts         ui.Parts
}

// A Token is one box of a Strip.
type Token struct {
	Piece string      // its bytes
	Under string      // what stands under it, such as its id
	Says  string      // what is said of it after what it is made of; "" is Under
	Tied  bool        // it is of the same word as the one before: they stand close
	Share float64     // how much of its box is filled, 0 to 1
	Color label.Color // of what fills it; nil is Data
}

// Of returns a token of a tokenizer with its id under it.
func Of(piece string, id int) Token {
	return Token{Piece: piece, Under: strconv.Itoa(id), Says: fmt.Sprintf("id %d", id)}
}

var _ ui.Widget = (*Strip)(nil)

const (
	pad    = 8  // left and right of the words in a box
	tall   = 32 // of a box
	under  = 20 // the room below it
	gap    = 8  // between two words
	tie    = 2  // between two tokens of a word
	narrow = 24 // a box at least
	most   = 96
)

func (s *Strip) most() int {
	if s.Most > 0 {
		return s.Most
	}
	return most
}

// Layout implements ui.Widget.
func (s *Strip) Layout(c *ui.Context, room paint.Point) paint.Point {
	s.tokens = s.Tokens()
	s.turn()
	s.place(c, room.X)
	s.parts = nil
	s.size = s.picture
	if len(s.tokens) > s.most() {
		s.placePager(c, room)
	}
	return s.size
}

// turn shows the part that the chosen token is in, if another one has been
// chosen, and a part that there is.
func (s *Strip) turn() {
	if s.seen != *s.Chosen+1 { // 0 before the first Layout
		s.seen = *s.Chosen + 1
		if 0 <= *s.Chosen && *s.Chosen < len(s.tokens) {
			s.first = *s.Chosen / s.most() * s.most()
		}
	}
	if s.first >= len(s.tokens) {
		s.first = max(0, len(s.tokens)-1) / s.most() * s.most()
	}
}

// end is the token after the last one that is shown.
func (s *Strip) end() int { return min(s.first+s.most(), len(s.tokens)) }

// place gives each token that is shown its box, row by row.
func (s *Strip) place(c *ui.Context, room float64) {
	s.boxes = s.boxes[:0]
	var x, y, width float64
	for _, t := range s.tokens[s.first:s.end()] {
		w := min(s.width(c, t), room)
		if t.Tied && x > 0 {
			x += tie - gap
		}
		if x > 0 && x+w > room {
			x, y = 0, y+tall+under+gap
		}
		s.boxes = append(s.boxes, paint.Box(x, y, w, tall))
		width = max(width, x+w)
		x += w + gap
	}
	s.picture = paint.Pt(width, 0)
	if len(s.boxes) > 0 {
		s.picture.Y = y + tall + under
	}
}

func (s *Strip) width(c *ui.Context, t Token) float64 {
	w := c.Type.Shape(theme.Code, Show(t.Piece)).Advance + 2*pad
	return max(w, c.Type.Shape(underFont, t.Under).Advance+4, narrow)
}

// placePager puts the ways to the other parts under the tokens.
func (s *Strip) placePager(c *ui.Context, room paint.Point) {
	s.before = button.Button{ID: s.ID + ".before", Name: "Earlier", Disabled: s.first == 0, Do: func() { s.first -= s.most() }}
	s.after = button.Button{ID: s.ID + ".after", Name: "Later", Disabled: s.end() == len(s.tokens), Do: func() { s.first += s.most() }}
	s.part = label.Label{ID: s.ID + ".part", Name: "Part", Live: true, Text: fmt.Sprintf("Tokens %d to %d of %d", s.first+1, s.end(), len(s.tokens))}
	at := paint.Pt(0, s.picture.Y+theme.Gap)
	size := s.parts.Row(c, at, room, theme.Gap, &s.before, &s.after, &s.part)
	s.size = paint.Pt(max(s.size.X, size.X), at.Y+size.Y)
}

// Box is where the last Layout put a token, and whether it is shown.
func (s *Strip) Box(i int) (box paint.Rect, ok bool) {
	if i < s.first || i >= s.end() {
		return box, false
	}
	return s.boxes[i-s.first], true
}

// Singled is the token that is singled out now: the one under the pointer, or
// else the chosen one, or −1.
func (s *Strip) Singled() int {
	if 0 < s.hovered && s.hovered <= len(s.tokens) {
		return s.hovered - 1
	}
	if *s.Chosen < 0 || *s.Chosen >= len(s.tokens) {
		return -1
	}
	return *s.Chosen
}

// Handle implements ui.Widget.
func (s *Strip) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		if e.ID == s.ID+".token" {
			return s.choose(int(e.Number) - 1)
		}
	case ui.Pointer:
		return s.pointer(e) || s.parts.Handle(e)
	}
	return s.parts.Handle(e)
}

func (s *Strip) pointer(e ui.Pointer) bool {
	switch e.Kind {
	case ui.Press:
		return s.choose(s.at(e.At))
	case ui.Hover:
		if !e.Touch {
			return s.hover(s.at(e.At))
		}
	case ui.Leave, ui.Cancel:
		return s.hover(-1)
	}
	return false
}

// at returns the token at a point, or −1. What stands under a token and the
// gap beside it belong to it.
func (s *Strip) at(p paint.Point) int {
	for i, b := range s.boxes {
		b.Min.X, b.Max.X, b.Max.Y = b.Min.X-gap/2, b.Max.X+gap/2, b.Max.Y+under
		if p.In(b) {
			return s.first + i
		}
	}
	return -1
}

func (s *Strip) hover(i int) bool {
	was := s.Singled()
	s.hovered = i + 1
	return s.Singled() != was
}

// choose chooses a token that is shown and that the text still has: it may have
// become another one within a frame.
func (s *Strip) choose(i int) bool {
	if i < 0 || i >= min(len(s.tokens), len(s.Tokens())) || i == *s.Chosen {
		return false
	}
	*s.Chosen = i
	if s.Choose != nil {
		s.Choose()
	}
	return true
}

// Describe implements ui.Widget: the picture, and a slider over it that goes
// from token to token.
func (s *Strip) Describe() ui.Node {
	n := ui.Node{ID: s.ID, Role: ui.Group, Bounds: paint.Rect{Max: s.size}}
	n.Children = []ui.Node{{ID: s.ID + ".picture", Role: ui.Pad, Name: s.Name, Value: s.words(), Bounds: paint.Rect{Max: s.picture}}}
	if len(s.tokens) > 1 {
		n.Children = append(n.Children, s.handle())
	}
	n.Children = append(n.Children, s.parts.Describe()...)
	return n
}

// words lists the tokens that are shown.
func (s *Strip) words() string {
	if len(s.tokens) == 0 {
		return "no tokens"
	}
	var said []string
	for _, t := range s.tokens[s.first:s.end()] {
		said = append(said, Spoken(t.Piece))
	}
	return count(len(s.tokens)) + ": " + strings.Join(said, ", ")
}

func count(n int) string {
	if n == 1 {
		return "1 token"
	}
	return fmt.Sprintf("%d tokens", n)
}

func (s *Strip) handle() ui.Node {
	n := ui.Node{ID: s.ID + ".token", Role: ui.Handle, Name: "Token", Value: "none"}
	n.Range = ui.Range{Min: 1, Max: float64(len(s.tokens)), Step: 1, Now: 1}
	n.Bounds = paint.Box(0, 0, narrow, tall)
	if i := *s.Chosen; 0 <= i && i < len(s.tokens) {
		n.Value, n.Range.Now = s.said(i), float64(i+1)
		if box, ok := s.Box(i); ok {
			n.Bounds = box
		}
	}
	return n
}

// said is what is said of a token.
func (s *Strip) said(i int) string {
	t := s.tokens[i]
	about := t.Says
	if about == "" {
		about = t.Under
	}
	return strings.TrimSuffix(fmt.Sprintf("%d of %d: %s, %s", i+1, len(s.tokens), Spoken(t.Piece), about), ", ")
}
