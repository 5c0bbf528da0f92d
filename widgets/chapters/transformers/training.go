package transformers

import (
	"fmt"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/job"
	"zerotoai/engine/token"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// training is a small GPT that is trained on the page, outside of it.
type training struct {
	ui.Stack
	seed  int
	rate  float64
	asked []ui.Leg // by a link
	begun int      // of these

	tokenizer *token.Tokenizer
	tooMany   int // how many tokens the model has that could not be taken, or 0
	pupil     *pupil
	saving    bool // when the weights come they are handed out
	savedAt   int  // the steps of those that were handed out last
	said      string
	jobs      ui.Jobs
	outlet    ui.Outlet

	text  *model.Text // that the kept weights read
	run   *gpt.Run
	runAt int // the steps after which the weights of run were kept

	likeliest int // the token that they find most likely next
	chance    float64

	play, reset, fresh       button.Button
	save, config, pieces     button.Button
	slider                   slider.Slider
	status                   label.Label
	chart                    chart.Chart
	loss, floor, step, speed readout.Readout
	next                     readout.Readout
	samples                  samples
	card                     card.Card
}

var (
	_ ui.Stateful  = (*training)(nil)
	_ model.Reader = (*training)(nil)
)

const (
	trainingID = "transformers.training"
	notYet     = "not yet"
	lastSeed   = 9999
	mostPieces = 4096 // a larger vocabulary takes too long to be learned on a page

	// asked is what the kept weights are asked to go on with.
	asked = "The cat sat on the"
)

func newTraining() *training {
	w := &training{Stack: ui.Stack{ID: trainingID, Name: "A small GPT learns on this page"}, seed: 1, rate: pupilRate}
	w.card = card.Card{ID: trainingID + ".card", Source: w, Names: w.name, Origin: w.origin}
	w.controls()
	w.results()
	return w
}

func (w *training) controls() {
	w.play = button.Button{ID: trainingID + ".play", Name: "Play", Icon: icon.Play, Primary: true, Do: w.press}
	w.reset = button.Button{ID: trainingID + ".reset", Name: "Reset", Icon: icon.Reset, Do: w.anew}
	w.fresh = button.Button{ID: trainingID + ".fresh", Name: "Other random numbers", Do: func() { w.seed = w.seed%lastSeed + 1; w.anew() }}
	w.save = button.Button{ID: trainingID + ".save", Name: "Save the weights", Do: w.askToSave}
	w.config = button.Button{ID: trainingID + ".config", Name: "Save config.json", Do: func() { w.outlet.Keep(w.config.ID, checkpoint.ConfigFile, w.pupil.config()) }}
	w.pieces = button.Button{ID: trainingID + ".pieces", Name: "Save tokenizer.json", Do: func() { w.outlet.Keep(w.pieces.ID, checkpoint.TokenizerFile, w.tokenizer.JSON()) }}
	w.slider = slider.Slider{ID: trainingID + ".rate", Name: "Learning rate", Min: 0.0001, Max: 0.1, Step: 0.1, Log: true, Value: &w.rate, Changed: w.changeRate}
	w.status = label.Label{ID: trainingID + ".status", Name: "Training", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
}

func (w *training) results() {
	w.chart = chart.Chart{ID: trainingID + ".chart", Name: "Loss of the GPT in training", YName: "loss", Data: w.data}
	w.loss = readout.Readout{ID: trainingID + ".loss", Name: "Loss", Value: w.lossNow}
	w.floor = readout.Readout{ID: trainingID + ".floor", Name: "Least possible", Value: w.floorNow}
	w.step = readout.Readout{ID: trainingID + ".step", Name: "Step", Value: func() string { return fmt.Sprintf("%d of %d", w.steps(), pupilSteps) }, Room: 12}
	w.speed = readout.Readout{ID: trainingID + ".speed", Name: "Tokens a second", Value: func() string {
		if w.pupil == nil {
			return notYet
		}
		return w.pupil.speed()
	}}
	w.next = readout.Readout{ID: trainingID + ".next", Name: "After “" + asked + "”", Room: 22, Value: w.guess, Explains: w.guessRef}
	w.samples = samples{ID: trainingID + ".samples", of: w}
}

// Read implements model.Reader: the pupil learns the tokens of the guide's
// model, or of the reader's if they are few. One that is learning keeps those
// that it has.
func (w *training) Read(m *model.Model) {
	if w.tooMany = 0; m.Tokenizer.Size() > mostPieces {
		w.tooMany = m.Tokenizer.Size()
		return
	}
	w.tokenizer = m.Tokenizer
	if w.pupil == nil || w.pupil.phase == fresh {
		w.begin()
	}
}

// anew is begin by the reader's hand, whatever a link has asked for.
func (w *training) anew() {
	w.asked = nil
	w.begin()
}

// begin returns to random numbers.
func (w *training) begin() {
	if w.pupil != nil {
		w.pupil.stop()
	}
	w.pupil = newPupil(w.tokenizer, w.seed, w.rate)
	w.saving, w.said = false, ""
	w.run, w.text, w.begun = nil, nil, 0
	w.card.Close()
}

// press plays or pauses.
func (w *training) press() {
	switch p := w.pupil; {
	case p == nil || w.jobs == nil:
	case p.phase == running:
		p.pause()
	case p.phase == paused:
		p.resume()
	case p.phase == finished:
		w.goOn()
	default:
		w.asked = nil
		p.start(w.jobs)
	}
}

// goOn goes on after the steps that a link has asked for.
func (w *training) goOn() {
	if w.pupil.steps() < pupilSteps {
		w.pupil.goOn(w.rate, pupilSteps)
		w.pupil.phase = running
	}
}

func (w *training) changeRate() {
	if w.pupil == nil {
		return
	}
	w.asked = nil
	w.pupil.setRate(w.rate)
}

// steps is how many have been made.
func (w *training) steps() int {
	if w.pupil == nil {
		return 0
	}
	return w.pupil.steps()
}

// Layout implements ui.Widget.
func (w *training) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.jobs, w.outlet = c.Jobs, c.Outlet
	w.buttons()
	if w.next.Open = w.card.Show; w.run == nil {
		w.next.Open = nil
	}
	w.Begin(c, room)
	w.Row(&w.play, &w.reset, &w.fresh)
	w.Row(&w.save, &w.config, &w.pieces)
	w.Add(&w.status, &w.slider, &w.chart)
	w.Row(&w.step, &w.loss, &w.floor, &w.speed, &w.next)
	w.Add(&w.samples, &w.card)
	return w.End()
}

// buttons says what the buttons do now.
func (w *training) buttons() {
	p := w.pupil
	w.play.Name, w.play.Icon = "Play", icon.Play
	switch {
	case p == nil:
	case p.phase == running:
		w.play.Name, w.play.Icon = "Pause", icon.Pause
	case p.phase == failed && p.kept != nil:
		w.play.Name = "Go on from the kept weights"
	}
	w.play.Disabled = p == nil || w.jobs == nil || p.steps() >= pupilSteps
	w.reset.Disabled = p == nil || p.phase == fresh
	w.fresh.Disabled = p == nil
	w.config.Disabled = p == nil || w.outlet == nil
	w.pieces.Disabled = w.config.Disabled
	w.save.Disabled = p == nil || w.outlet == nil || p.kept == nil && p.phase != running
}

// Handle implements ui.Widget.
func (w *training) Handle(e ui.Event) bool {
	if _, tick := e.(ui.Tick); tick && w.pupil != nil && w.pupil.phase == fresh && w.begun < len(w.asked) && w.jobs != nil {
		w.follow()
		w.pupil.start(w.jobs)
		return true
	}
	switch e := e.(type) {
	case ui.Report:
		return w.hear(e)
	case ui.Outcome:
		return w.handed(e)
	}
	return w.Stack.Handle(e)
}

// hear takes what is heard of the jobs.
func (w *training) hear(r ui.Report) bool {
	if w.pupil == nil {
		return false
	}
	before := w.steps()
	if !w.pupil.hear(r) {
		return false
	}
	w.followed()
	if p, ok := r.Message.(job.Progress); ok && len(p.Samples) == 0 {
		return before/together != w.steps()/together // not each step is shown
	}
	if w.pupil.keptAt != w.runAt || w.run == nil && w.pupil.kept != nil {
		w.read()
	}
	if w.saving && w.pupil.kept != nil && !w.pupil.asking {
		w.handOut()
	}
	return true
}

// State implements ui.Stateful.
func (w *training) State() []ui.Param {
	return []ui.Param{ui.Int("seed", &w.seed, 1, lastSeed), ui.Float("learning-rate", &w.rate, w.slider.Min, w.slider.Max), w.made()}
}

// Restored implements ui.Stateful. The steps that a link asks for are begun at
// the next Tick.
func (w *training) Restored() {
	w.rate = w.slider.Snap(w.rate)
	if w.tokenizer != nil {
		w.begin()
	}
}
