package buildagpt

import (
	"fmt"
	"strings"

	"zerotoai/engine/job"
	"zerotoai/engine/minigpt"
	"zerotoai/engine/workshop"
	"zerotoai/widgets/button"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/field"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// training is the program with the reader's own settings.
type training struct {
	ui.Stack
	settings                                         minigpt.Settings
	text, own                                        string // the choice of text, and the reader's own
	width, heads, blocks, context, steps, rate, seed float64
	why                                              error // these settings cannot be trained

	model   *minigpt.Model // with these settings, for its letters and what it is measured by
	jobs    ui.Jobs
	job     ui.Job
	phase   phase
	failed  string
	losses  []float64
	samples []sample // the first ones are from before the training
	replay  int      // steps that a link asks for

	choice      choice.Choice
	field       field.Field
	sliders     []*slider.Slider
	play, reset button.Button
	status      label.Label
	chart       chart.Chart
	step, loss  readout.Readout
	size        readout.Readout
	table       table.Table
}

// A sample is what the model wrote after a step.
type sample struct {
	step int
	text string
}

// A phase is how a training stands.
type phase uint8

const (
	fresh phase = iota
	running
	paused
	finished
	failed
)

const (
	trainingID = "build-a-gpt.training"
	together   = 50 // steps whose mean is the loss that is told
	sampled    = 10 // the least steps between two samples
	kept       = 5  // samples that are shown
	mostOwn    = 2000
	mostSteps  = 2000
)

// The texts to learn from.
const (
	birds   = "Names of birds"
	sums    = "Sums up to 9 + 9"
	ownText = "My own words"
)

var _ ui.Stateful = (*training)(nil)

func newTraining() *training {
	s := minigpt.Defaults()
	w := &training{
		Stack: ui.Stack{ID: trainingID, Name: "Train it yourself"}, text: birds, own: "red, green, blue, yellow, orange, violet, white, black",
		width: float64(s.Width), heads: float64(s.Heads), blocks: float64(s.Blocks), context: float64(s.Context),
		steps: float64(s.Steps), rate: s.Rate, seed: float64(s.Seed),
	}
	w.controls()
	w.results()
	w.begin()
	return w
}

func (w *training) controls() {
	w.choice = choice.Choice{ID: trainingID + ".text", Name: "Text to learn from", Options: []string{birds, sums, ownText}, Value: &w.text, Changed: w.begin}
	w.field = field.Field{ID: trainingID + ".own", Name: "Your words, with commas between", Text: w.own, Changed: w.write}
	add := func(id, name string, lo, hi, step float64, v *float64) *slider.Slider {
		s := &slider.Slider{ID: trainingID + id, Name: name, Min: lo, Max: hi, Step: step, Value: v, Changed: w.begin}
		w.sliders = append(w.sliders, s)
		return s
	}
	add(".width", "Width", 4, 32, 4, &w.width)
	add(".heads", "Heads", 1, 8, 1, &w.heads)
	add(".blocks", "Blocks", 1, 3, 1, &w.blocks)
	add(".context", "Context", 4, 32, 4, &w.context)
	add(".rate", "Learning rate", 0.001, 10, 0.1, &w.rate).Log = true
	add(".steps", "Steps", 100, mostSteps, 100, &w.steps)
	add(".seed", "Seed", 1, 99, 1, &w.seed)
	w.play = button.Button{ID: trainingID + ".play", Primary: true, Do: w.press}
	w.reset = button.Button{ID: trainingID + ".reset", Name: "Reset", Icon: icon.Reset, Do: w.begin}
}

func (w *training) results() {
	w.status = label.Label{ID: trainingID + ".status", Name: "Training", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
	w.chart = chart.Chart{ID: trainingID + ".chart", Name: "Loss of your GPT", YName: "loss", Data: w.data}
	w.step = readout.Readout{ID: trainingID + ".step", Name: "Step", Room: 12, Value: func() string { return fmt.Sprintf("%d of %.0f", len(w.losses), w.steps) }}
	w.loss = readout.Readout{ID: trainingID + ".loss", Name: fmt.Sprintf("Loss, mean of %d", together), Room: 12, Value: w.lossNow}
	w.size = readout.Readout{ID: trainingID + ".size", Name: "Numbers to learn", Value: func() string {
		if w.model == nil {
			return "none"
		}
		return label.Whole(float64(w.model.Count()))
	}}
	w.table = table.Table{ID: trainingID + ".samples", Name: "What it writes", Heads: []string{"After step", "It writes"}, Rows: w.rows, Keep: kept, Empty: "nothing can be written"}
}

// write takes the reader's own words.
func (w *training) write(text string) {
	w.own = text
	w.begin()
}

// lines are the words of the reader, one a line.
func (w *training) lines() string {
	switch w.text {
	case birds:
		return minigpt.Birds
	case sums:
		return allSums()
	}
	var lines []string
	for word := range strings.SplitSeq(w.own, ",") {
		if word = strings.TrimSpace(word); word != "" {
			lines = append(lines, word)
		}
	}
	return strings.Join(lines, "\n")
}

// allSums are the sums of two digits.
func allSums() string {
	var lines []string
	for a := range 10 {
		for b := range 10 {
			lines = append(lines, fmt.Sprintf("%d+%d=%d", a, b, a+b))
		}
	}
	return strings.Join(lines, "\n")
}

// begin returns to random numbers, with the settings of now.
func (w *training) begin() {
	if w.job != nil {
		w.job.Send(job.Stop{})
	}
	w.job, w.phase, w.failed, w.losses, w.samples, w.model, w.replay = nil, fresh, "", nil, nil, nil, 0
	w.settings = minigpt.Settings{
		Text: w.lines(), Width: int(w.width), Heads: int(w.heads), Blocks: int(w.blocks), Context: int(w.context),
		Batch: minigpt.Defaults().Batch, Steps: int(w.steps), Rate: w.rate, Seed: uint64(w.seed),
	}
	w.why = w.settings.Check()
	if w.field.Error = ""; len(w.own) > mostOwn {
		w.why = fmt.Errorf("your words have %d bytes, and %d are the most", len(w.own), mostOwn)
	}
	if w.why != nil && w.text == ownText && int(w.width)%int(w.heads) == 0 {
		w.field.Error = "This cannot be learned: " + w.why.Error() + "."
	}
	if w.why == nil {
		w.model = minigpt.New(w.settings)
	}
}

// babble has the model write before it has learned anything.
func (w *training) babble() {
	chance := minigpt.Chance(dice)
	for w.model != nil && len(w.samples) < kept {
		w.samples = append(w.samples, sample{text: w.model.Write(&chance, warm)})
	}
}

// press plays or pauses.
func (w *training) press() {
	switch {
	case w.jobs == nil || w.why != nil:
	case w.phase == running:
		w.job.Send(job.Pause{})
		w.phase = paused
	case w.phase == paused:
		w.job.Send(job.Resume{})
		w.job.Send(job.Set{Settings: job.Settings(map[string]int{"Until": 0})})
		w.phase = running
	default:
		w.begin()
		w.start(0)
	}
}

// start starts the training, until so many steps are made; 0 is all of them.
func (w *training) start(until int) {
	s := workshop.MiniGPT{Settings: w.settings, Every: max(sampled, w.settings.Steps/30), Until: until, Temperature: warm}
	w.job, w.phase, w.replay = w.jobs.Start(s.Start()), running, 0
}

// hear takes what is heard of the job.
func (w *training) hear(r ui.Report) bool {
	if r.Job == nil || r.Job != w.job {
		return false
	}
	switch m := r.Message.(type) {
	case job.Progress:
		for _, s := range m.Steps {
			w.losses = append(w.losses, s.Loss)
		}
		for _, s := range m.Samples {
			w.samples = append(w.samples, sample{s.Step, w.model.Decode(s.Tokens)})
		}
	case job.Done:
		if w.phase = finished; len(w.losses) < w.settings.Steps { // a link asked for no more
			w.phase = paused
		}
	case job.Refused:
		w.failed = m.Why
	case job.Failed:
		w.phase, w.failed, w.job = failed, m.Why, nil
	}
	return true
}

// Layout implements ui.Widget.
func (w *training) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.jobs = c.Jobs
	w.play.Name, w.play.Icon = "Play", icon.Play
	if w.phase == running {
		w.play.Name, w.play.Icon = "Pause", icon.Pause
	}
	w.play.Disabled = w.jobs == nil || w.why != nil
	w.reset.Disabled = w.phase == fresh
	w.babble()
	w.Begin(c, room)
	w.Add(&w.choice)
	if w.text == ownText {
		w.field.Text = w.own
		w.Add(&w.field)
	}
	var ws []ui.Widget
	for _, s := range w.sliders {
		ws = append(ws, s)
	}
	w.Columns(200, ws[:6]...)
	w.Add(ws[6:]...)
	w.Row(&w.play, &w.reset)
	w.Add(&w.status, &w.chart)
	w.Row(&w.step, &w.loss, &w.size)
	w.Add(&w.table)
	return w.End()
}

// Handle implements ui.Widget.
func (w *training) Handle(e ui.Event) bool {
	if _, tick := e.(ui.Tick); tick && w.replay > 0 && w.jobs != nil && w.why == nil {
		w.start(w.replay)
		return true
	}
	if r, ok := e.(ui.Report); ok {
		return w.hear(r)
	}
	return w.Stack.Handle(e)
}
