package sampling

import (
	"zerotoai/engine/sample"
	"zerotoai/widgets/button"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A going is the third figure: the text goes on token by token, with the settings
// of the first figure and beside it at the lowest temperature.
type going struct {
	ui.Stack
	*prompt
	seed   int
	of     basis
	made   int // steps, each a token in both lanes that have not ended
	under  bool
	replay runner.Replay
	lanes  [2]*lane // as set, and at the lowest temperature
	many   comparison

	toCompare bool // a link asks for it

	buttons        runner.Runner
	again, compare button.Button
	status         label.Label
	table          table.Table
}

// A basis is what a run is of: with the same it is the same run.
type basis struct {
	model    *model.Model
	text     string
	settings sample.Settings
	seed     int
}

var (
	_ model.Reader = (*going)(nil)
	_ ui.Stateful  = (*going)(nil)
	_ ui.Sharing   = (*going)(nil)
)

const (
	goingID  = "sampling.going"
	lowest   = 0.1 // temperature
	mostSeed = 9999
)

func newGoing(p *prompt) *going {
	f := &going{Stack: ui.Stack{ID: goingID, Name: "A text goes on, token by token"}, prompt: p, seed: 1}
	f.lanes = [2]*lane{newLane(goingID+".set", "The text as you set it"), newLane(goingID+".lowest", "The text at the lowest temperature")}
	f.buttons = runner.Runner{ID: goingID, Step: f.step, Reset: f.reset}
	f.again = button.Button{ID: goingID + ".again", Name: "Another seed", Do: func() { f.seed = f.seed%mostSeed + 1; f.reset() }}
	f.compare = button.Button{ID: goingID + ".compare", Name: "Compare ten of each", Do: func() { f.many.begin(f.of) }}
	f.status = label.Label{ID: goingID + ".compared", Name: "Compared", Font: theme.Small, Color: label.Ink, Live: true, Words: f.many.says}
	f.table = table.Table{
		ID: goingID + ".ten", Name: "Ten continuations of each", Rows: f.many.rows,
		Heads: []string{"temperature", "written", "different"},
	}
	return f
}

// Read implements model.Reader.
func (f *going) Read(m *model.Model) { f.open(m) }

func (f *going) basis() basis { return basis{f.Model, f.Written, f.settings(), f.seed} }

// calm are the settings at the lowest temperature.
func (b basis) calm() sample.Settings {
	s := b.settings
	s.Temperature = lowest
	return s
}

// begin returns to the start of the text.
func (f *going) begin() {
	f.of, f.made, f.under = f.basis(), 0, false
	f.buttons.Pause()
	f.many.stop()
	if f.Model == nil {
		return
	}
	f.lanes[0].begin(newContinuation(f.Model, f.Written, f.of.settings, f.seed, 0))
	f.lanes[1].begin(newContinuation(f.Model, f.Written, f.of.calm(), f.seed, 0))
	if f.toCompare {
		f.many.begin(f.of)
		f.toCompare = false
	}
}

// reset is begin by the reader's hand, whatever a link has asked for.
func (f *going) reset() {
	f.replay.Stop()
	for _, l := range f.lanes {
		l.at.Forget()
	}
	f.begin()
}

// step draws a token in each lane. If the model has to work for it, it goes on at
// each Tick.
func (f *going) step() (more bool) {
	if f.ended() {
		return false
	}
	if f.under = !f.to(f.made + 1); f.under {
		return true
	}
	f.made++
	return !f.ended()
}

func (f *going) to(n int) bool { return f.lanes[0].to(n) && f.lanes[1].to(n) }

func (f *going) ended() bool { return f.lanes[0].Stop != "" && f.lanes[1].Stop != "" }

// Layout implements ui.Widget. What was drawn from another text or with other
// settings begins anew.
func (f *going) Layout(c *ui.Context, room paint.Point) paint.Point {
	if f.of != f.basis() {
		if f.of.model != nil { // else a link may have asked for steps before there was a model
			f.replay.Stop()
		}
		f.begin()
	}
	f.compare.Disabled = f.lanes[0].Start == 0 || f.many.under()
	f.Begin(c, room)
	f.Row(&f.buttons, &f.again)
	for _, l := range f.lanes {
		l.settle()
		f.Add(l.parts()...)
		if l.draw != nil {
			f.Row(&l.p, &l.q)
		}
		f.Add(&l.card)
	}
	f.Row(&f.compare)
	if f.many.begun() {
		f.Add(&f.status, &f.table)
	}
	return f.End()
}

// Handle implements ui.Widget.
func (f *going) Handle(e ui.Event) bool {
	_, tick := e.(ui.Tick)
	if !tick || f.Model == nil || f.of != f.basis() {
		return f.Stack.Handle(e)
	}
	if f.under {
		f.Model.Work()
		f.step()
		return true
	}
	worked := f.many.work() || f.work()
	return f.replay.Handle(e, f.step) || f.Stack.Handle(e) || worked
}

// State implements ui.Stateful. The prompt is told by the first figure.
func (f *going) State() []ui.Param {
	return []ui.Param{
		ui.Int("lanes", &f.seed, 1, mostSeed),
		f.replay.Param("steps", func() int { return f.made }, model.Longest),
		f.lanes[0].at.Param("looked-at"), f.lanes[1].at.Param("looked-at-low"),
		ui.Flag("compared", func() bool { return f.many.begun() || f.toCompare }, func(on bool) { f.toCompare = on }),
	}
}

// Restored implements ui.Stateful: the steps are made as time goes by.
func (f *going) Restored() {
	f.prompt.begin()
	f.begin()
	f.replay.Start()
}

// Shared implements ui.Sharing.
func (f *going) Shared() any { return f.prompt }
