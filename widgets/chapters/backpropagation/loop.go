package backpropagation

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"zerotoai/engine/grad"
	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/graph"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A loop goes from station to station, round after round, and so lowers the
// loss.
type loop struct {
	ui.Stack
	lab    *lab
	seen   view // of the lab
	tape   *tape
	walk   *grad.Walk
	rate   float64
	pace   string
	ready  bool     // the update has been worked out, and is made by the next step
	made   int      // stations since the start
	legs   []ui.Leg // the same, by the learning rate
	replay []ui.Leg // that a link asks for

	buttons  runner.Runner
	status   label.Label
	stations stations
	speed    slider.Slider
	weight   choice.Choice
	steps    choice.Choice
	chart    chart.Chart
	loss     readout.Readout
	next     readout.Readout
	rounds   readout.Readout
	card     card.Card
}

var _ ui.Stateful = (*loop)(nil)

const loopID = "backprop.loop"

// What the learning rate can be set to, and is at first.
const (
	lowRate   = 0.05
	highRate  = 2
	firstRate = 0.1
)

// mostRounds is how many rounds the loop makes: by then there is little left of
// the loss.
const mostRounds = 1000

// paces are how far a press of "Step" goes.
var paces = []string{"one station", "one round", "ten rounds"}

func newLoop(l *lab) *loop {
	f := &loop{Stack: ui.Stack{ID: loopID, Name: "The five stations of learning"}, lab: l, rate: firstRate, pace: paces[0]}
	f.controls()
	f.readouts()
	f.begin()
	return f
}

func (f *loop) controls() {
	f.buttons = runner.Runner{ID: loopID, Step: f.press, Reset: f.begin}
	f.status = label.Label{ID: loopID + ".status", Name: "Loop", Font: theme.Small, Color: label.Ink, Live: true, Words: f.state}
	f.stations = stations{loop: f}
	f.speed = slider.Slider{ID: loopID + ".rate", Name: "Learning rate", Min: lowRate, Max: highRate, Step: 0.05, Value: &f.rate, Changed: f.adjust}
	f.weight = choice.Choice{ID: loopID + ".weight", Name: "Look at", Value: &f.lab.weight}
	f.steps = choice.Choice{ID: loopID + ".pace", Name: "At a time", Options: paces, Value: &f.pace, Changed: f.keepTime}
}

func (f *loop) readouts() {
	f.card.ID = loopID + ".card"
	f.chart = chart.Chart{ID: loopID + ".chart", Name: "Loss of each round", XName: "rounds", YName: "loss", Keyless: true, Data: f.losses}
	f.loss = f.readout("loss", "Loss", func() trace.Ref { return grad.ValueRef(f.tape.Loss) })
	f.next = f.readout("next", "New value", func() trace.Ref { return grad.NextRef(f.tape.index(f.lab.weight)) })
	f.rounds = readout.Readout{ID: loopID + ".rounds", Name: "Round", Value: func() string { return strconv.Itoa(f.walk.Round + 1) }}
}

func (f *loop) readout(id, name string, ref func() trace.Ref) readout.Readout {
	return readout.Readout{
		ID: loopID + "." + id, Name: name, Room: len(graph.Unknown), Value: func() string { return f.source().written(ref()) },
		Explains: ref, Open: f.card.Show,
	}
}

func (f *loop) source() source { return source{f.tape, f.walk} }

// begin makes a walk with the numbers of the lab.
func (f *loop) begin() {
	f.seen = f.lab.view()
	f.tape, f.walk = f.lab.walk(f.rate)
	f.ready, f.made, f.legs = false, 0, nil
	f.weight.Options = f.lab.weights()
	f.keepTime()
	f.tidy()
}

func (f *loop) tidy() { f.source().open(&f.card) }

// keepTime gives the reader time to look at each station.
func (f *loop) keepTime() {
	f.buttons.Beat = 0
	if f.pace == paces[0] {
		f.buttons.Beat = time.Second / 2
	}
}

// adjust takes another learning rate, which may be one with which it goes on.
func (f *loop) adjust() {
	f.walk.Rate = f.rate
	f.walk.Diverged = false
}

// press goes as far as the reader wants at a time: to the next station, or to
// the next update or the tenth, where all numbers of a round can be seen.
func (f *loop) press() (more bool) {
	switch f.pace {
	case paces[0]:
		more = f.advance()
	case paces[1]:
		more = f.round()
	default:
		for range 10 {
			more = f.round()
		}
	}
	f.tidy()
	return more
}

// round goes on to the next update.
func (f *loop) round() (more bool) {
	for more = f.advance(); more && !f.ready; {
		more = f.advance()
	}
	return more
}

// advance goes to the next station and reports whether there can be another.
func (f *loop) advance() (more bool) {
	if f.walk.Round == mostRounds {
		return false
	}
	was := f.walk.Diverged
	switch station, _ := f.walk.Next(); {
	case station != grad.Update:
		for now := station; now == station && f.walk.Step(); {
			now, _ = f.walk.Next()
		}
	case !f.ready:
		f.ready = true
	default:
		f.ready = !f.walk.Step()
	}
	if !f.walk.Diverged {
		f.made++
	}
	if !was {
		f.legs = note(f.legs, f.rate)
	}
	return !f.walk.Diverged && f.walk.Round < mostRounds
}

// at is the station that the loop has come to, counted from 0, or −1 before
// the first.
func (f *loop) at() int {
	switch station, _, ok := f.walk.Now(); {
	case f.ready:
		return int(grad.Update)
	case ok:
		return int(station)
	case f.walk.Round > 0:
		return repeat
	}
	return -1
}

// history has the losses of the rounds so far, and of this one once it is known.
func (f *loop) history() []float64 {
	losses := slices.Clone(f.walk.Losses)
	if f.walk.Known(f.tape.Loss) {
		losses = append(losses, f.tape.Nodes[f.tape.Loss].Value)
	}
	return losses
}

// state says how the loop stands.
func (f *loop) state() string {
	losses := f.history()
	switch n := len(losses); {
	case f.walk.Diverged:
		return fmt.Sprintf("Diverged in round %d: the steps overshoot farther and farther, and the next would take a weight beyond a million. Set a smaller learning rate and press “Reset”.", n)
	case f.walk.Round == mostRounds:
		return fmt.Sprintf("Stopped after %d rounds. Press “Reset”.", mostRounds)
	case f.buttons.Playing():
		return "Learning."
	case n > 0:
		return fmt.Sprintf("Round %d: the loss is %s%s.", n, label.Nonzero(losses[n-1], 4), trend(losses))
	case f.made == 0:
		return "Nothing is computed yet. Press “Play”."
	}
	return "Round 1: the network has answered."
}

// trend says where the last loss has gone from the one before.
func trend(losses []float64) string {
	n := len(losses)
	switch {
	case n < 2 || losses[n-1] == losses[n-2]:
		return ""
	case losses[n-1] > losses[n-2]:
		return ", more than before: the step was too long"
	}
	return ", less than before"
}

func (f *loop) losses() chart.Data {
	var pts []paint.Point
	for i, v := range f.history() {
		pts = append(pts, paint.Pt(float64(i+1), v))
	}
	d := chart.Data{Lines: []chart.Line{{Name: "loss", Color: label.Data, Points: pts}}, Steps: 20}
	if len(pts) > 0 {
		d.Top = 3 * pts[0].Y
	}
	return d
}

// Handle implements ui.Widget: numbers changed in another figure begin the loop
// anew.
func (f *loop) Handle(e ui.Event) bool {
	changed, now := f.Stack.Handle(e), f.lab.view()
	if f.seen == now {
		return changed
	}
	if f.seen.turn != now.turn {
		f.buttons.Pause()
		f.begin()
	}
	f.seen = now
	return true
}

// Layout implements ui.Widget.
func (f *loop) Layout(c *ui.Context, room paint.Point) paint.Point {
	f.Begin(c, room)
	f.Add(&f.buttons, &f.status, &f.stations)
	f.Add(&f.speed)
	f.next.Name = "New " + f.lab.weight
	f.Row(&f.weight, &f.steps)
	f.Add(&f.chart)
	f.Row(&f.loss, &f.next, &f.rounds)
	f.Add(&f.card)
	return f.End()
}
