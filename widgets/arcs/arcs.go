// Package arcs shows the words of a text and, from the one that is chosen, an
// arc to each word that it attends to: the thicker, the more of the attention
// goes there. Under each of these words stands its share, in percentages that
// sum to exactly 100.
//
// Words that come later are drawn as what is not seen. A text that is longer
// than a line goes on in the next one, so it is read on a phone, too.
package arcs

import (
	"fmt"

	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// Arcs is the words of a text and what one of them attends to.
type Arcs struct {
	ID, Name string
	Words    func() []string          // as they are to be read; asked at each Layout
	Weights  func(i int) []float64    // from word i to each word that it may see, the first ones, itself included; nil: not computed yet
	Chosen   *int                     // from which word; it is brought into the range of the words
	Changed  func()                   // another word is chosen; may be nil
	Explains func(i, j int) trace.Ref // the weight from word i to word j
	Open     func(trace.Ref)          // opens its card; nil: there is none
	Off      bool                     // the attention is not used: arcs are dashed

	words  []word
	shares []string // of the words that are seen
	pinned bool     // hovering does not choose another word
	over   spot     // what the pointer is over
	press  spot     // what it is pressed on
	size   paint.Point
}

var _ ui.Widget = (*Arcs)(nil)

// A spot is a part of a word: the word itself, or its share.
type spot struct {
	word  int // counted from 1, 0 is nothing
	share bool
}

// choose takes another word.
func (a *Arcs) choose(i int) (changed bool) {
	if i < 0 || i >= len(a.words) || i == *a.Chosen {
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

// Handle implements ui.Widget. A mouse that is over a word chooses it, until
// the reader has pressed one or used keys: then the word is held, so that the
// mouse can go to a number. A press on the word that is held lets it go.
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
	if e.ID == a.ID+".word" {
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
	chosen := !at.share && !a.pinned && a.choose(at.word-1)
	return chosen || at != was
}

// pressed does what a press on a spot does that ends there.
func (a *Arcs) pressed(at spot, touch bool) {
	if at.share {
		a.open(at.word - 1)
		return
	}
	a.pinned = touch || !a.pinned || at.word-1 != *a.Chosen
	a.choose(at.word - 1)
}

// spotAt returns what lies under a point.
func (a *Arcs) spotAt(p paint.Point) spot {
	for i, w := range a.words {
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

// Describe implements ui.Widget. One slider goes from word to word.
func (a *Arcs) Describe() ui.Node {
	n := ui.Node{ID: a.ID, Role: ui.Group, Name: a.Name, Bounds: paint.Rect{Max: a.size}}
	n.Children = append(n.Children, ui.Node{ID: a.ID + ".picture", Role: ui.Pad, Name: a.Name + ", picture", Value: a.says(), Bounds: n.Bounds})
	if len(a.words) > 1 {
		i := *a.Chosen
		n.Children = append(n.Children, ui.Node{
			ID: a.ID + ".word", Role: ui.Handle, Name: "Word", Value: a.called(i), Bounds: a.words[i].box,
			Range: ui.Range{Min: 1, Max: float64(len(a.words)), Step: 1, Now: float64(i + 1)},
		})
	}
	for j, s := range a.shares {
		out := ui.Node{ID: a.shareID(j), Role: ui.Output, Name: "Attention to " + a.called(j), Value: s, Bounds: a.words[j].share()}
		if a.opens() {
			out.Explains = a.Explains(*a.Chosen, j)
		}
		n.Children = append(n.Children, out)
	}
	return n
}

// called names a word and its place.
func (a *Arcs) called(i int) string { return fmt.Sprintf("“%s”, word %d", a.words[i].text, i+1) }

// says tells what the picture shows.
func (a *Arcs) says() string {
	if len(a.words) == 0 {
		return "There are no words."
	}
	s := fmt.Sprintf("%d words. Chosen is %s.", len(a.words), a.called(*a.Chosen))
	switch n := len(a.words) - *a.Chosen - 1; {
	case a.shares == nil:
		return s + " Its attention is not computed yet."
	case n == 1:
		s += " The word after it is masked."
	case n > 1:
		s += fmt.Sprintf(" The %d words after it are masked.", n)
	}
	if a.Off {
		s += " The attention is switched off."
	}
	return s + fmt.Sprintf(" Most of its attention goes to %s: %s.", a.called(a.most()), a.shares[a.most()])
}

// most is the word that most of the attention goes to.
func (a *Arcs) most() (best int) {
	ws := a.Weights(*a.Chosen)
	for j, w := range ws {
		if w > ws[best] {
			best = j
		}
	}
	return best
}

// split divides the attention of the chosen word.
func (a *Arcs) split() {
	a.shares = nil
	if len(a.words) == 0 {
		return
	}
	*a.Chosen = min(max(*a.Chosen, 0), len(a.words)-1)
	if ws := a.Weights(*a.Chosen); ws != nil {
		a.shares = label.Percents(ws)
	}
}
