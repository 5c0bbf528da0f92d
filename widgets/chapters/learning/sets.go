package learning

import (
	"fmt"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A field is one of the nested sets.
type field struct{ name, definition, examples string }

// fields are the sets, each within the one before.
var fields = []field{
	{"Artificial intelligence",
		"Programs that do what seems to take thought. How they do it is left open: people may have written down every rule.",
		"a route planner that searches a map; the chess computer Deep Blue, which searched the moves ahead; and all that lies inside."},
	{"Machine learning",
		"Programs whose behaviour comes from data: a model has parameters, and training sets them.",
		"a line fitted to the prices of houses; a spam filter that counts words; k-means, below; and all that lies inside."},
	{"Deep learning",
		"Machine learning with networks of many layers, each working on what the one before has made.",
		"AlexNet, which tells what is in a photograph; programs that turn speech into text; and all that lies inside."},
	{"Large language models",
		"Deep networks with very many parameters, trained to say which piece of text comes next.",
		"GPT, Claude, Gemini, Llama."},
}

const setsID = "learning.sets"

// sets is the nested sets, of which the reader chooses one.
type sets struct {
	ui.Stack
	chosen string
	rings  rings
	tells  label.Label
}

var _ ui.Stateful = (*sets)(nil)

func newSets() *sets {
	s := &sets{Stack: ui.Stack{ID: setsID, Name: "Four fields, one inside the other"}, chosen: fields[1].name}
	s.rings = rings{chosen: &s.chosen}
	s.tells = label.Label{ID: setsID + ".tells", Name: "What it is", Font: theme.Small, Color: label.Ink, Live: true, Words: s.words}
	return s
}

// words tells what is chosen.
func (s *sets) words() string {
	for _, f := range fields {
		if f.name == s.chosen {
			return fmt.Sprintf("%s. %s\nExamples: %s", f.name, f.definition, f.examples)
		}
	}
	return ""
}

// Layout implements ui.Widget.
func (s *sets) Layout(c *ui.Context, room paint.Point) paint.Point {
	s.Begin(c, room)
	s.Add(&s.rings, &s.tells)
	return s.End()
}

// State implements ui.Stateful.
func (s *sets) State() []ui.Param {
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
	}
	return []ui.Param{ui.Option("set", &s.chosen, names)}
}

// Restored implements ui.Stateful.
func (s *sets) Restored() {}

// rings is the picture: a ring is the head of its set, and the innermost one
// is all of its own.
type rings struct {
	chosen *string
	taps   [4]ui.Tap
	size   paint.Point
}

var _ ui.Widget = (*rings)(nil)

const (
	ringHead = 40
	ringSide = 12
)

// Layout implements ui.Widget.
func (r *rings) Layout(_ *ui.Context, room paint.Point) paint.Point {
	n := float64(len(fields))
	r.size = paint.Pt(min(room.X, 620), n*ringHead+(n-1)*ringSide)
	return r.size
}

// box is all of set i.
func (r *rings) box(i int) paint.Rect {
	k := float64(i)
	return paint.Box(k*ringSide, k*ringHead, r.size.X-2*k*ringSide, r.size.Y-k*(ringHead+ringSide))
}

// head is where the name of set i stands and is pressed.
func (r *rings) head(i int) paint.Rect {
	b := r.box(i)
	return paint.Box(b.Min.X, b.Min.Y, b.W(), ringHead)
}

func ringOf(i int) string { return fmt.Sprintf("%s.ring%d", setsID, i+1) }

// Handle implements ui.Widget.
func (r *rings) Handle(e ui.Event) (changed bool) {
	for i := range fields {
		pressed := false
		switch e := e.(type) {
		case ui.Set:
			pressed = e.ID == ringOf(i)
		case ui.Pointer:
			var c bool
			pressed, c = r.taps[i].Pointer(e, e.At.In(r.head(i)))
			changed = changed || c
		}
		if pressed {
			*r.chosen, changed = fields[i].name, true
		}
	}
	return changed
}

// Draw implements ui.Widget. The chosen set has a thick edge and a filled head.
func (r *rings) Draw(c *ui.Context, to paint.Canvas) {
	for i, f := range fields {
		b := paint.Rounded(r.box(i).Inset(1.5), 10)
		to.Fill(b, c.Theme.Panel)
		edge, ink := paint.Stroke{Width: 1.5, Color: c.Theme.Line}, c.Theme.Ink
		if f.name == *r.chosen {
			edge = paint.Stroke{Width: 3, Color: c.Theme.Accent}
		}
		if r.taps[i].Over || f.name == *r.chosen {
			to.Fill(b, c.Theme.Raised)
		}
		to.Stroke(b, edge)
		label.Line(c, to, theme.Control, f.name, r.head(i).Center(), label.Center, ink)
	}
}

// Describe implements ui.Widget.
func (r *rings) Describe() ui.Node {
	n := ui.Node{ID: setsID + ".rings", Role: ui.Group, Name: "Nested sets, the widest first", Bounds: paint.Rect{Max: r.size}}
	for i, f := range fields {
		n.Children = append(n.Children, ui.Node{ID: ringOf(i), Role: ui.Toggle, Name: f.name, On: f.name == *r.chosen, Bounds: r.head(i)})
	}
	return n
}
