package claude

import (
	"time"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/field"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/vector"
)

// A stations is the first figure: all that happens between a question and its
// answer, station by station.
type stations struct {
	ui.Stack
	turn

	made   int           // steps: one a station, and after the last station one a token
	replay runner.Replay // of the steps that a link asks for
	sought int           // the station that it opens then; −1: none
	going  bool          // a step has begun whose work is not done yet
	open   int           // the station that is looked at, counted from 0
	at     model.Look    // the token whose numbers are shown
	layer  int           // counted from 0, and so is head
	head   int
	draw   *model.Draw   // after the place, once the logits are known
	seen   *gpt.Run      // of which counts is
	counts trace.Sources // the multiplications of its pass, and the model’s parameters

	field           field.Field
	note            label.Label
	buttons         runner.Runner
	again           button.Button // with other random numbers
	route           route
	strip           tokens.Strip
	answered        label.Label
	status          label.Label
	layers, heads   choice.Choice
	layerIs, headIs string
	all             []station
	card            card.Card
}

// A station is one of the twelve: its name, what happens there, and the numbers.
type station struct {
	name  string
	says  func() string
	shows []ui.Widget
}

var (
	_ model.Reader = (*stations)(nil)
	_ ui.Stateful  = (*stations)(nil)
)

const (
	stationsID = "claude.stations"
	notYet     = "not computed yet"

	slow  = 1400 * time.Millisecond // a station: long enough to see what it is
	quick = 140 * time.Millisecond  // a token

	mostSteps = atStream + mostDraw
)

// The twelve stations.
const (
	atType = iota
	atRequest
	atTokenize
	atEmbed
	atPosition
	atLayers
	atAttention
	atWeights
	atLogits
	atSample
	atRepeat
	atStream
)

func newStations() *stations {
	w := &stations{Stack: ui.Stack{ID: stationsID, Name: "From a question to its answer"}, turn: turn{question: gravity, seed: 1}, sought: -1}
	w.card = card.Card{ID: stationsID + ".card", Source: w, Names: w.nameOf, Origin: w.origin}
	w.field = field.Field{ID: stationsID + ".question", Name: "Question", Placeholder: gravity, Changed: w.write}
	w.note = label.Label{ID: stationsID + ".about", Name: "About the question", Font: theme.Small, Live: true, Words: w.about}
	w.buttons = runner.Runner{ID: stationsID, Step: w.step, Reset: func() { w.write(w.question) }}
	w.again = button.Button{ID: stationsID + ".again", Name: "Ask again", Do: func() { w.seed = w.seed%mostSeed + 1; w.write(w.question) }}
	w.route = route{ID: stationsID + ".station", Name: "Stations", Lit: w.lit, Open: func() int { return w.open }, Choose: func(i int) { w.open = i }}
	w.strip = tokens.Strip{ID: stationsID + ".tokens", Name: "Question and answer in tokens", Tokens: w.tokens, Chosen: &w.at.Place, Choose: w.at.Choose}
	w.answered = label.Label{ID: stationsID + ".answer", Name: "Answer", Color: label.Ink, Font: theme.Text, Live: true, Words: w.answerWords}
	w.status = label.Label{ID: stationsID + ".status", Name: "Station", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
	w.layers = choice.Choice{ID: stationsID + ".layer", Name: "Layer", Value: &w.layerIs, Changed: func() { w.layer = chosen(w.layerIs) }}
	w.heads = choice.Choice{ID: stationsID + ".head", Name: "Head", Value: &w.headIs, Changed: func() { w.head = chosen(w.headIs) }}
	w.all = w.twelve()
	for _, s := range w.all {
		w.route.Stops = append(w.route.Stops, s.name)
	}
	return w
}

// Read implements model.Reader.
func (w *stations) Read(m *model.Model) {
	if m != w.model {
		w.model = m
		w.reset()
	}
}

// write takes a question of the reader's, whatever a link has asked for.
func (w *stations) write(question string) {
	w.question, w.sought = question, -1
	w.at.Forget()
	w.replay.Stop()
	w.reset()
}

// reset returns to the question.
func (w *stations) reset() {
	w.buttons.Pause()
	w.ask(w.question)
	w.made, w.going, w.open, w.draw = 0, false, atType, nil
	w.at.Follow()
	w.card.Close()
}

func (w *stations) lit() int { return min(w.made, len(w.all)) }

// step goes to the next station, or after the last one makes a token more. If
// its work takes longer, it goes on at each Tick.
func (w *stations) step() (more bool) {
	if w.model == nil || w.empty() || w.made > atStream && w.ended() {
		w.going = false
		return false
	}
	if w.going = !w.do(); w.going {
		return true
	}
	w.made++
	if w.made <= len(w.all) {
		w.open = w.made - 1
	}
	return w.made <= atStream || !w.ended()
}

// do does the work of the next station, and reports whether it is done.
func (w *stations) do() bool {
	switch w.made {
	case atRequest:
		w.took(request, func() { w.message() })
	case atEmbed:
		return w.work(gpt.Embedding)
	case atLayers:
		return w.work(gpt.FeedForward)
	case atLogits:
		return w.work(gpt.Unembedding)
	case atSample:
		w.take()
	case atRepeat:
		w.Append()
	case atType, atTokenize, atPosition, atAttention, atWeights, atStream:
	default:
		return w.more()
	}
	return true
}

// more makes a token more.
func (w *stations) more() bool {
	if !w.work(gpt.Unembedding) {
		return false
	}
	w.take()
	w.Append()
	return true
}

// Layout implements ui.Widget.
func (w *stations) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.clock = c.Clock
	w.settle()
	w.buttons.Beat = slow
	if w.made >= len(w.all) {
		w.buttons.Beat = quick
	}
	w.field.Text = w.question
	w.Begin(c, room)
	w.Add(&w.field)
	if w.about() != "" {
		w.Add(&w.note)
	}
	w.Row(&w.buttons, &w.again)
	w.Add(&w.route)
	if w.answerWords() != "" {
		w.Add(&w.answered)
	}
	if w.made > atTokenize {
		w.Add(&w.strip)
	}
	w.Add(&w.status)
	if w.made > 0 {
		w.Row(w.all[w.open].shows...) // what is as wide as the room has a row of its own
	}
	w.Add(&w.card)
	return w.End()
}

// settle brings what is looked at into what there is.
func (w *stations) settle() {
	c := w.model.Weights.Config
	w.layer, w.head = min(w.layer, c.Layers-1), min(w.head, c.Heads-1)
	w.layers.Options, w.heads.Options = ordinals(c.Layers), ordinals(c.Heads)
	w.layerIs, w.headIs = w.layers.Options[w.layer], w.heads.Options[w.head]
	last := w.Start - 1
	if w.shown != nil {
		last = w.shown.State.Length - 1
	}
	if w.replay.Left() == 0 && !w.going {
		w.at.Find(last)
	}
	w.at.Settle(last)
	w.look()
	if _, ok := w.Explain(w.card.Open); !ok {
		w.card.Close()
	}
}

// look works out the draw after the place and, of another run, what is counted.
func (w *stations) look() {
	if w.shown != w.seen {
		w.seen, w.counts = w.shown, nil
		if w.shown != nil {
			w.counts = counted(w.model.Weights.Config, w.shown.State.Length)
		}
	}
	switch {
	case !w.known(gpt.Unembedding):
		w.draw = nil
	case w.draw == nil || w.draw.Run != w.shown || w.draw.At != w.at.Place:
		w.draw, _ = model.NewDraw(w.Text, w.shown, w.at.Place, settings())
	}
}

// known reports whether the shown run has done its parts of a kind.
func (w *stations) known(part gpt.Part) bool {
	return w.shown != nil && (w.shown != w.run || w.reached(part))
}

// Handle implements ui.Widget.
func (w *stations) Handle(e ui.Event) bool {
	if w.model != nil && (w.goOn(e) || w.replay.Handle(e, w.step)) {
		w.reopen()
		return true
	}
	return w.Stack.Handle(e)
}

// goOn goes on at a tick with a step whose work is not done.
func (w *stations) goOn(e ui.Event) bool {
	_, tick := e.(ui.Tick)
	if tick = tick && w.going; tick {
		w.step()
	}
	return tick
}

// reopen opens the station that a link asks for, once its steps are made.
func (w *stations) reopen() {
	if w.sought >= 0 && w.replay.Left() == 0 && !w.going {
		w.open, w.sought = max(0, min(w.sought, w.lit()-1)), -1
	}
}

// vector is the picture of a vector of the place that is looked at.
func (w *stations) vector(id, name string, ref func(t, c int) trace.Ref) *vector.Vector {
	return &vector.Vector{
		ID: stationsID + "." + id, Name: name, Size: func() int { return w.model.Weights.Config.Width }, Value: w.value, Open: w.card.Show,
		Ref: func(c int) trace.Ref { return ref(w.at.Place, c) }, Of: func() any { return w.shown },
	}
}
