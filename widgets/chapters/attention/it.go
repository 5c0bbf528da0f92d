package attention

import (
	"fmt"
	"slices"
	"strings"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/arcs"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/toggle"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// An it is the second figure: a sentence in which has to be found out what
// "it" is, and a switch for each head of the model.
type it struct {
	ui.Stack
	animal, place, reason string
	on                    []bool // by layer and head
	wanted                string // the heads that a link has switched off

	model    *model.Model
	cut      *model.Text
	base     *gpt.Run // with all heads; nil is not computed yet
	run      *gpt.Run // with those that are on
	carrier  gpt.Head // of all heads, it gives most of its attention to what "it" is
	referent int      // the token that "it" is; below 0 if it is not read any more
	chosen   int      // the token that asks, which is the last one at first
	asked    int      // by a link, counted from 1; 0: none

	choices  []ui.Widget
	switches []ui.Widget // of all heads
	floor    string      // the layer whose switches are shown, if there are many
	floors   choice.Choice
	all      button.Button
	none     button.Button
	arcs     arcs.Arcs
	shares   bars.Bars
	answers  bars.Bars
	title    label.Label
	status   label.Label
	card     card.Card
}

var (
	_ model.Reader = (*it)(nil)
	_ ui.Stateful  = (*it)(nil)
	_ trace.Source = (*it)(nil)
)

const itID = "attention.it"

// What the sentence can be made of. Whoever is tired is an animal, and what is
// soft is a place.
var (
	animals = []string{"cat", "dog", "horse", "rabbit", "bear", "duck"}
	places  = []string{"mat", "rug", "bed", "sofa", "chair", "pillow"}
	tired   = []string{"tired", "sleepy", "exhausted"}
	soft    = []string{"soft", "cosy", "comfortable"}
	reasons = slices.Concat(tired, soft)
)

func newIt() *it {
	t := &it{Stack: ui.Stack{ID: itID, Name: "What “it” is"}, animal: animals[0], place: places[0], reason: tired[0]}
	t.card = card.Card{ID: itID + ".card", Source: t, Names: func(r trace.Ref) string { return t.cut.Name(r) }, Origin: func(r trace.Ref) string { return t.cut.Origin(r) }}
	t.choices = []ui.Widget{
		&choice.Choice{ID: itID + ".animal", Name: "Animal", Options: animals, Value: &t.animal, Changed: t.begin},
		&choice.Choice{ID: itID + ".place", Name: "Place", Options: places, Value: &t.place, Changed: t.begin},
		&choice.Choice{ID: itID + ".reason", Name: "because it was", Options: reasons, Value: &t.reason, Changed: t.begin},
	}
	t.pictures()
	t.floors = choice.Choice{ID: itID + ".floor", Name: "Switches of layer", Value: &t.floor}
	t.all = button.Button{ID: itID + ".all", Name: "All heads on", Do: func() { t.turn(true) }}
	t.none = button.Button{ID: itID + ".none", Name: "All heads off", Do: func() { t.turn(false) }}
	t.status = label.Label{ID: itID + ".status", Name: "Answer", Font: theme.Small, Color: label.Ink, Live: true, Words: t.says}
	return t
}

// pictures makes what shows the numbers.
func (t *it) pictures() {
	t.title = label.Label{ID: itID + ".title", Font: theme.Small, Words: t.heading}
	t.arcs = arcs.Arcs{
		ID: itID + ".tokens", Name: "Attention of the head that finds “it”", Chosen: &t.chosen,
		Pieces:   func() []string { return t.cut.Pieces() },
		Weights:  func(i int) []float64 { return model.Attention(t.run, t.carrier, i) },
		Explains: func(i, j int) trace.Ref { return t.carrier.Ref("weight", i, j) }, Open: t.card.Show,
	}
	t.shares = bars.Bars{ID: itID + ".shares", Name: "Attention to what “it” is", Color: label.Attention, Rows: t.shareRows, Open: t.card.Show}
	t.answers = bars.Bars{ID: itID + ".answers", Name: "Next token", Rows: t.answerRows, Open: t.card.Show}
}

// sentence is the text that the model goes on with.
func (t *it) sentence() string {
	return fmt.Sprintf("The %s sat on the %s because it was %s. The", t.animal, t.place, t.reason)
}

// right is what "it" is, and wrong what it might have been.
func (t *it) right() string { return pick(slices.Contains(tired, t.reason), t.animal, t.place) }
func (t *it) wrong() string { return pick(slices.Contains(tired, t.reason), t.place, t.animal) }

func pick(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

// Read implements model.Reader.
func (t *it) Read(m *model.Model) {
	t.model = m
	c := m.Weights.Config
	t.on = slices.Repeat([]bool{true}, c.Layers*c.Heads)
	t.switchOff(t.wanted)
	t.switches = nil
	for i := range t.on {
		h := t.head(i)
		t.switches = append(t.switches, &toggle.Toggle{
			ID: fmt.Sprintf("%s.%s", itID, shortHead(h)), Name: capital(headName(h)), On: &t.on[i], Changed: t.look,
		})
	}
	t.floors.Options = wording.Ordinals(c.Layers)
	t.floor = wording.Ordinals(c.Layers)[c.Layers-1]
	t.begin()
	if t.asked > 0 {
		t.chosen, t.asked = min(t.asked, len(t.cut.IDs))-1, 0
	}
}

// mostSwitches is how many heads are shown at once.
const mostSwitches = 24

// many reports whether there are too many heads to show all of them.
func (t *it) many() bool { return len(t.on) > mostSwitches }

// shownSwitches are those of all heads or of one layer.
func (t *it) shownSwitches() []ui.Widget {
	if !t.many() {
		return t.switches
	}
	n := t.model.Weights.Config.Heads
	first := slices.Index(t.floors.Options, t.floor) * n
	return t.switches[first : first+n]
}

// head is the one with that number, layer by layer.
func (t *it) head(i int) gpt.Head {
	n := t.model.Weights.Config.Heads
	return gpt.Head{Layer: i / n, Head: i % n}
}

func headName(h gpt.Head) string  { return fmt.Sprintf("layer %d, head %d", h.Layer+1, h.Head+1) }
func shortHead(h gpt.Head) string { return fmt.Sprintf("%d.%d", h.Layer+1, h.Head+1) }
func capital(s string) string     { return strings.ToUpper(s[:1]) + s[1:] }

// off is the heads that are switched off.
func (t *it) off() (heads []gpt.Head) {
	for i, on := range t.on {
		if !on {
			heads = append(heads, t.head(i))
		}
	}
	return heads
}

// turn switches all heads.
func (t *it) turn(on bool) {
	for i := range t.on {
		t.on[i] = on
	}
	t.look()
}

// begin reads the sentence.
func (t *it) begin() {
	if t.model == nil {
		return
	}
	t.cut = t.model.Text(t.sentence())
	t.chosen = len(t.cut.IDs) - 1
	t.referent = t.cut.Encoding.TokenAt(strings.Index(t.sentence(), " "+t.right())+len(t.right())) - t.cut.Dropped
	t.look()
}

// look takes the runs that are done.
func (t *it) look() {
	t.base, _ = t.model.Run(t.cut.IDs)
	t.run, _ = t.model.Run(t.cut.IDs, t.off()...)
	if t.base == nil {
		return
	}
	most := -1.0
	for i := range t.on {
		if w := t.share(t.base, t.head(i)); w > most {
			t.carrier, most = t.head(i), w
		}
	}
}

// last is the token after which the model answers.
func (t *it) last() int { return len(t.cut.IDs) - 1 }

// share is how much of its attention a head gives, from the last token, to what
// "it" is.
func (t *it) share(run *gpt.Run, h gpt.Head) float64 {
	if t.referent < 0 {
		return 0
	}
	return model.Attention(run, h, t.last())[t.referent]
}

// percent writes it like the arcs do.
func (t *it) percent(run *gpt.Run, h gpt.Head) string {
	if t.referent < 0 {
		return "not read"
	}
	return label.Percents(model.Attention(run, h, t.last()))[t.referent]
}

// answer is the most likely next token.
func (t *it) answer(run *gpt.Run) int { return best(run.Probabilities(t.last())) }

// token is the first token of a word.
func (t *it) token(word string) int { return t.model.Tokenizer.Encode(" " + word)[0] }

// whole reports whether a word is one token of the model.
func (t *it) whole(word string) bool { return len(t.model.Tokenizer.Encode(" "+word)) == 1 }

// ok reports whether the model says in a run what "it" is.
func (t *it) ok(run *gpt.Run) bool {
	return run != nil && t.blind() == "" && t.answer(run) == t.token(t.right())
}

// Explain implements trace.Source.
func (t *it) Explain(r trace.Ref) (trace.Step, bool) {
	if t.run == nil {
		return trace.Step{}, false
	}
	return t.cut.Source(t.run).Explain(r)
}

// Layout implements ui.Widget.
func (t *it) Layout(c *ui.Context, room paint.Point) paint.Point {
	tidy(&t.card, t)
	t.arcs.Off = slices.Contains(t.off(), t.carrier)
	t.Begin(c, room)
	t.Row(t.choices...)
	t.Add(&t.title, &t.arcs, &t.status)
	if t.many() {
		t.Row(&t.floors)
	}
	t.Columns(140, t.shownSwitches()...)
	t.Row(&t.all, &t.none)
	t.Columns(280, &t.answers, &t.shares)
	t.Add(&t.card)
	return t.End()
}

// Handle implements ui.Widget.
func (t *it) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Tick); ok && t.model != nil && (t.run == nil || t.base == nil) {
		t.model.Work()
		t.look()
		return true
	}
	return t.Stack.Handle(e)
}
