// Package arcs shows the tokens of a text and, from the one that is chosen, an
// arc to each token that it attends to: the thicker, the more of the attention
// goes there. Under each of these tokens stands its share, in percentages that
// sum to exactly 100.
//
// Tokens that come later are drawn as what is not seen. A text that is longer
// than a line goes on in the next one, so it is read on a phone, too.
package arcs

import (
	"fmt"

	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// Arcs is the tokens of a text and what one of them attends to.
type Arcs struct {
	ID, Name string
	Pieces   func() []string          // the bytes of the tokens; asked at each Layout
	Weights  func(i int) []float64    // from token i to each token that it may see, the first ones, itself included; nil: not computed yet
	Chosen   *int                     // from which token; it is brought into the range of the tokens
	Changed  func()                   // another token is chosen; may be nil
	Explains func(i, j int) trace.Ref // the weight from token i to token j
	Open     func(trace.Ref)          // opens its card; nil: there is none
	Off      bool                     // the attention is not used: arcs are dashed

	tokens []token
	shares []string // of the tokens that are seen
	pinned bool     // hovering does not choose another token
	over   spot     // what the pointer is over
	press  spot     // what it is pressed on
	size   paint.Point
}

var _ ui.Widget = (*Arcs)(nil)

// A spot is a part of a token: the token itself, or its share.
type spot struct {
	token int // counted from 1, 0 is nothing
	share bool
}

// choose takes another token.
func (a *Arcs) choose(i int) (changed bool) {
	if i < 0 || i >= len(a.tokens) || i == *a.Chosen {
		return false
	}
	*a.Chosen = i
	if a.Changed != nil {
		a.Changed()
	}
	return true
}

// opens reports whether the shares have cards.
func (a *Arcs) opens() bool { return a.Open != nil && a.Explains != nil }

func (a *Arcs) open(j int) bool {
	if !a.opens() || j >= len(a.shares) {
		return false
	}
	a.Open(a.Explains(*a.Chosen, j))
	return true
}

// Handle implements ui.Widget. A mouse that is over a token chooses it, until
// the reader has pressed one or used keys: then the token is held, so that the
// mouse can go to a number. A press on the token that is held lets it go.
func (a *Arcs) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return a.set(e)
	case ui.Pointer:
		return a.pointer(e)
	}
	return false
}

func (a *Arcs) set(e ui.Set) bool {
	if e.ID == a.ID+".token" {
		a.pinned = true
		return a.choose(int(e.Number) - 1)
	}
	for j := range a.shares {
		if e.ID == a.shareID(j) {
			return a.open(j)
		}
	}
	return false
}

func (a *Arcs) pointer(e ui.Pointer) bool {
	at := a.spotAt(e.At)
	switch e.Kind {
	case ui.Hover:
		return a.hover(at, e.Touch)
	case ui.Press:
		a.press = at
		return at != (spot{})
	case ui.Release:
		was := a.press
		a.press = spot{}
		if was != (spot{}) && was == at {
			a.pressed(at, e.Touch)
		}
		return was != (spot{})
	case ui.Cancel, ui.Leave:
		changed := a.over != (spot{}) || a.press != (spot{})
		a.over, a.press = spot{}, spot{}
		return changed
	}
	return false
}

func (a *Arcs) hover(at spot, touch bool) bool {
	if touch {
		return false
	}
	was := a.over
	a.over = at
	chosen := !at.share && !a.pinned && a.choose(at.token-1)
	return chosen || at != was
}

// pressed does what a press on a spot does that ends there.
func (a *Arcs) pressed(at spot, touch bool) {
	if at.share {
		a.open(at.token - 1)
		return
	}
	a.pinned = touch || !a.pinned || at.token-1 != *a.Chosen
	a.choose(at.token - 1)
}

// spotAt returns what lies under a point.
func (a *Arcs) spotAt(p paint.Point) spot {
	for i, w := range a.tokens {
		switch {
		case p.In(w.box.Inset(-gap / 2)):
			return spot{i + 1, false}
		case i < len(a.shares) && p.In(w.share()):
			return spot{i + 1, true}
		}
	}
	return spot{}
}

func (a *Arcs) shareID(j int) string { return fmt.Sprintf("%s.share%d", a.ID, j) }

// Describe implements ui.Widget. One slider goes from token to token.
func (a *Arcs) Describe() ui.Node {
	n := ui.Node{ID: a.ID, Role: ui.Group, Name: a.Name, Bounds: paint.Rect{Max: a.size}}
	n.Children = append(n.Children, ui.Node{ID: a.ID + ".picture", Role: ui.Pad, Name: a.Name + ", picture", Value: a.says(), Bounds: n.Bounds})
	if len(a.tokens) > 1 {
		i := *a.Chosen
		n.Children = append(n.Children, ui.Node{
			ID: a.ID + ".token", Role: ui.Handle, Name: "Token", Value: a.called(i), Bounds: a.tokens[i].box,
			Range: ui.Range{Min: 1, Max: float64(len(a.tokens)), Step: 1, Now: float64(i + 1)},
		})
	}
	for j, s := range a.shares {
		out := ui.Node{ID: a.shareID(j), Role: ui.Output, Name: "Attention to " + a.called(j), Value: s, Bounds: a.tokens[j].share()}
		if a.opens() {
			out.Explains = a.Explains(*a.Chosen, j)
		}
		n.Children = append(n.Children, out)
	}
	return n
}

// called names a token and its place.
func (a *Arcs) called(i int) string {
	return fmt.Sprintf("“%s”, token %d", tokens.Plain(a.tokens[i].piece), i+1)
}

// says tells what the picture shows.
func (a *Arcs) says() string {
	if len(a.tokens) == 0 {
		return "There are no tokens."
	}
	s := fmt.Sprintf("%s. Chosen is %s.", count(len(a.tokens)), a.called(*a.Chosen))
	switch n := len(a.tokens) - *a.Chosen - 1; {
	case a.shares == nil:
		return s + " Its attention is not computed yet."
	case n == 1:
		s += " The token after it is masked."
	case n > 1:
		s += fmt.Sprintf(" The %d tokens after it are masked.", n)
	}
	if a.Off {
		s += " The attention is switched off."
	}
	return s + fmt.Sprintf(" Most of its attention goes to %s: %s.", a.called(a.most()), a.shares[a.most()])
}

func count(n int) string {
	if n == 1 {
		return "1 token"
	}
	return fmt.Sprintf("%d tokens", n)
}

// most is the token that most of the attention goes to.
func (a *Arcs) most() (best int) {
	ws := a.Weights(*a.Chosen)
	for j, w := range ws {
		if w > ws[best] {
			best = j
		}
	}
	return best
}

// split divides the attention of the chosen token.
func (a *Arcs) split() {
	a.shares = nil
	if len(a.tokens) == 0 {
		return
	}
	*a.Chosen = min(max(*a.Chosen, 0), len(a.tokens)-1)
	if ws := a.Weights(*a.Chosen); ws != nil {
		a.shares = label.Percents(ws)
	}
}
