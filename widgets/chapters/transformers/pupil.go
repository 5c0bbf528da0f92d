package transformers

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
	"zerotoai/engine/job"
	"zerotoai/engine/sample"
	"zerotoai/engine/token"
	"zerotoai/engine/workshop"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// A pupil is a small GPT that a job trains: what was asked of the job, and what
// has been heard of it.
type pupil struct {
	settings workshop.GPT
	pieces   *token.Tokenizer
	jobs     ui.Jobs
	job      ui.Job // nil before the first start, and after a failure
	search   ui.Job // for the floor
	phase    phase
	why      string // of a failure, or of what was refused

	losses  []paint.Point
	turns   []turn  // of the learning rate
	tokens  int     // read since the job began
	seconds float64 // worked since then
	floors  []float64
	samples []written
	first   int // the step of the first sample that begins as the world does; 0: there is none

	kept   []byte // the last weights that were sent
	keptAt int    // after so many steps
	asking bool   // they have been asked for
	source *corpus.Source
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

// A written sample is what the pupil wrote after a step.
type written struct {
	step     int
	text     string
	sentence bool // the tiny world could have begun so: at least one whole sentence
}

// The pupil and its lessons.
const (
	pupilSteps  = 2000
	pupilRate   = 0.005
	sampleEvery = 10
	sampleLong  = 24
	keepEvery   = 100
	together    = 5 // steps whose mean loss is said, and after which the figure changes
	floorRows   = 100
	leastFloors = 20 // rows from which on their mean is shown
)

// newPupil returns one that has learned nothing.
func newPupil(t *token.Tokenizer, seed int, rate float64) *pupil {
	s := workshop.GPT{
		Model:    gpt.Config{Layers: 2, Heads: 4, Width: 64, Context: 64, Vocabulary: t.Size()},
		Training: gpt.Defaults(), Tokenizer: t.JSON(), Seed: uint64(seed),
		Samples: workshop.Samples{Every: sampleEvery, Length: sampleLong, Settings: sample.Whole()},
	}
	s.Samples.Settings.Temperature = 0.7
	s.Training.Batch, s.Training.Micro, s.Training.Length, s.Training.WarmUp = 8, 1, 64, 20
	s.Training.Rate, s.Training.Floor, s.Training.Steps = rate, rate, pupilSteps
	return &pupil{settings: s, pieces: t, source: corpus.World().Source("text", corpus.All)}
}

// steps is how many have been made.
func (p *pupil) steps() int {
	if len(p.losses) == 0 {
		return 0
	}
	return int(p.losses[len(p.losses)-1].X)
}

// start begins, or goes on from the weights that are kept.
func (p *pupil) start(jobs ui.Jobs) {
	s := p.settings.Start()
	s.Every, s.Weights = keepEvery, p.kept
	p.forgetAfter(p.keptAt)
	p.jobs, p.job, p.phase, p.why = jobs, jobs.Start(s), running, ""
	if p.search == nil {
		p.search = jobs.Start(p.settings.Floor(floorRows).Start())
	}
}

// forgetAfter drops what was heard of later steps: they will be made again.
func (p *pupil) forgetAfter(step int) {
	p.turns = forget(p.turns, step)
	for len(p.losses) > 0 && p.steps() > step {
		p.losses = p.losses[:len(p.losses)-1]
	}
	for len(p.samples) > 0 && p.samples[len(p.samples)-1].step > step {
		p.samples = p.samples[:len(p.samples)-1]
	}
}

// pause stops for a while and has the weights sent.
func (p *pupil) pause() {
	p.job.Send(job.Pause{})
	p.ask()
	p.phase = paused
}

// ask has the weights of now sent.
func (p *pupil) ask() {
	p.job.Send(job.Ask{})
	p.asking = true
}

func (p *pupil) resume() {
	p.job.Send(job.Resume{})
	p.phase, p.why = running, ""
}

// stop ends the jobs.
func (p *pupil) stop() {
	for _, j := range []ui.Job{p.job, p.search} {
		if j != nil {
			j.Send(job.Stop{})
		}
	}
}

// setRate changes the learning rate, in the middle of the training too.
func (p *pupil) setRate(rate float64) {
	p.settings.Training.Rate, p.settings.Training.Floor = rate, rate
	p.change(map[string]any{"Training": map[string]any{"Rate": rate, "Floor": rate}})
}

// goOn trains with a rate until so many steps have been made. Both are told at
// once: a job that has ended and hears of the rate alone ends once more.
func (p *pupil) goOn(rate float64, steps int) {
	t := &p.settings.Training
	t.Rate, t.Floor, t.Steps = rate, rate, steps
	p.change(map[string]any{"Training": map[string]any{"Rate": rate, "Floor": rate, "Steps": steps}})
}

func (p *pupil) change(settings any) {
	if p.job != nil {
		p.job.Send(job.Set{Settings: job.Settings(settings)})
	}
}

// hear takes what is heard of the jobs, and reports whether it was of these.
func (p *pupil) hear(r ui.Report) bool {
	switch {
	case r.Job == nil:
		return false
	case r.Job == p.search:
		p.hearSearch(r.Message)
		return true
	case r.Job == p.job:
		p.hearTraining(r.Message)
		return true
	}
	return false
}

func (p *pupil) hearSearch(m job.Message) {
	if m, ok := m.(job.Progress); ok {
		for _, s := range m.Steps {
			p.floors = append(p.floors, s.Loss)
		}
	}
}

func (p *pupil) hearTraining(m job.Message) {
	switch m := m.(type) {
	case job.Progress:
		p.tokens, p.seconds = m.Tokens, m.Seconds
		for _, s := range m.Steps {
			p.losses = append(p.losses, paint.Pt(float64(s.Step), s.Loss))
			p.turned(s)
		}
		for _, s := range m.Samples {
			p.note(s)
		}
	case job.Weights:
		p.kept, p.keptAt, p.asking = m.Data, m.Step, false
	case job.Done:
		p.phase = finished
	case job.Refused:
		p.why = m.Why
	case job.Failed:
		p.phase, p.why, p.job, p.asking = failed, m.Why, nil, false
	}
}

// note keeps a sample.
func (p *pupil) note(s job.Sample) {
	text, err := p.pieces.Decode(s.Tokens)
	if err != nil {
		return // a token that there is not: the job has checked that
	}
	w := written{step: s.Step, text: strings.TrimSpace(clean(text)), sentence: p.begins(text)}
	if w.sentence && p.first == 0 {
		p.first = w.step
	}
	p.samples = append(p.samples, w)
}

// begins reports whether the tiny world can begin a text with the first
// sentence of this one.
func (p *pupil) begins(text string) bool {
	end := strings.IndexAny(text, ".?!")
	return end >= 0 && p.source.Begin(text[:end+1]).Text() == text[:end+1]
}

// means are the losses as a curve of some dozens of points, which takes little
// to be painted: means of five steps each, and of more in a long training.
func (p *pupil) means() (pts []paint.Point) {
	n := together * (1 + p.steps()/500)
	for from := 0; from+n <= len(p.losses); from += n {
		pts = append(pts, paint.Pt(p.losses[from+n-1].X, mean(p.losses[from:from+n])))
	}
	return pts
}

func mean(pts []paint.Point) (y float64) {
	for _, p := range pts {
		y += p.Y / float64(len(pts))
	}
	return y
}

// loss is the mean of the last steps; there must be some.
func (p *pupil) loss() float64 { return mean(p.losses[max(0, len(p.losses)-together):]) }

// clean is a text without what cannot be shown.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !strconv.IsGraphic(r) {
			return '·'
		}
		return r
	}, text)
}

// floor is the least loss that can be reached, as far as it has been found.
func (p *pupil) floor() (nats float64, known bool) {
	for _, v := range p.floors {
		nats += v / float64(len(p.floors))
	}
	return nats, len(p.floors) >= leastFloors
}

// speed is how many tokens are read in a second.
func (p *pupil) speed() string {
	if p.seconds == 0 {
		return notYet
	}
	return label.Whole(float64(int(float64(p.tokens) / p.seconds)))
}
