package transformers

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/job"
	"zerotoai/engine/token"
	"zerotoai/engine/trace"
	"zerotoai/widgets/address"
	"zerotoai/widgets/guest"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// shelf has the guide's model.
func shelf(t *testing.T) *model.Shelf {
	t.Helper()
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	s := &model.Shelf{}
	s.Put(m)
	return s
}

// A drawer keeps the files that are handed out.
type drawer struct {
	ui.Outlet
	files fstest.MapFS
}

func (d drawer) Keep(_, name string, data []byte) { d.files[name] = &fstest.MapFile{Data: data} }

// school is a training, laid out, with jobs and a drawer.
func school(t *testing.T) (*ui.Context, *training, drawer) {
	t.Helper()
	c, w, d := uitest.Context(t, &theme.Dark), newTraining(), drawer{files: fstest.MapFS{}}
	c.Outlet = d
	w.Read(shelf(t).Open())
	w.Layout(c, paint.Pt(720, 1e6))
	return c, w, d
}

// until lets the jobs work until so many steps have been made.
func until(t *testing.T, c *ui.Context, w *training, steps int) {
	t.Helper()
	for turns := 0; w.steps() < steps; turns++ {
		if uitest.Turn(c, w, 1); turns > 20*steps {
			t.Fatalf("only %d steps: %s", w.steps(), w.words())
		}
	}
}

func TestTraining(t *testing.T) {
	uitest.Golden(t, func() ui.Widget {
		w := newTraining()
		w.Read(shelf(t).Open())
		return w
	}, ui.Set{ID: trainingID + ".rate", Number: -20})
}

func TestBroken(t *testing.T) { uitest.Golden(t, func() ui.Widget { return broken(t) }) }

// broken is a training that has broken off. What was heard of it is made up
// here, as the last digits of a real training differ between processors.
func broken(t *testing.T) *training {
	w := newTraining()
	w.Read(shelf(t).Open())
	for k := range 120 {
		w.pupil.losses = append(w.pupil.losses, paint.Pt(float64(k+1), 2+5*math.Exp(-float64(k)/40)))
	}
	for range leastFloors {
		w.pupil.floors = append(w.pupil.floors, 0.7)
	}
	for i, text := range []string{"umb the\x00 shoe\xffly ly.", "The. the the cat.", "The old cat sat on the. What is the."} {
		s := sampleOf(w, text)
		s.Step = milestones[i]
		w.pupil.note(s)
	}
	w.pupil.phase, w.pupil.why, w.pupil.keptAt, w.pupil.kept = failed, "The program that did the work has died: it ended.", 100, []byte("weights")
	return w
}

// From random numbers the loss goes down to sentences; Pause, Reset and a
// change of the learning rate do what they say; all numbers are finite.
func TestLearnsToWrite(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	c, w, _ := school(t)
	uitest.Set(t, c, w, ui.Button, "Play", 0, "")
	until(t, c, w, 300)
	nats, known := w.pupil.floor()
	last := w.pupil.losses[299].Y
	if first := w.pupil.losses[0].Y; math.Abs(first-math.Log(1100)) > 0.3 || last > 2 || !known || last < nats/2 {
		t.Errorf("the loss falls from %v to %v, the floor is %v", first, last, nats)
	}
	if w.pupil.first == 0 || !strings.Contains(w.words(), "tiny world came after") {
		t.Errorf("no sentence of the world after 300 steps: %+v", w.pupil.samples)
	}
	uitest.Check(t, w)
}

// As the text says: at the highest learning rate what has been learned is lost,
// at the lowest the loss hardly moves.
func TestKnob(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	c, w, _ := school(t)
	uitest.Set(t, c, w, ui.Button, "Play", 0, "")
	at := func(steps int) float64 {
		until(t, c, w, steps)
		return w.pupil.loss()
	}
	learned := at(150)
	uitest.Set(t, c, w, ui.Slider, "Learning rate", -10, "")
	lost := at(165)
	uitest.Set(t, c, w, ui.Slider, "Learning rate", -40, "")
	still, later := at(190), at(230)
	if lost < learned+1 || math.Abs(later-still) > 0.4 {
		t.Errorf("from %v to %v; then from %v to %v", learned, lost, still, later)
	}
}

func TestSteering(t *testing.T) {
	c, w, d := school(t)
	if w.save.Disabled != true || w.words() != "The weights are random numbers." {
		t.Errorf("at first: %s", w.words())
	}
	uitest.Set(t, c, w, ui.Button, "Play", 0, "")
	until(t, c, w, 5)
	uitest.Set(t, c, w, ui.Slider, "Learning rate", -20, "")
	until(t, c, w, 15)
	if w.rate != 0.01 || w.pupil.settings.Training.Rate != 0.01 || len(w.pupil.legs()) != 2 {
		t.Errorf("the learning rate is %v, of the training %v", w.rate, w.pupil.settings.Training.Rate)
	}
	uitest.Set(t, c, w, ui.Button, "Pause", 0, "")
	uitest.Turn(c, w, 3)
	at := w.steps()
	if uitest.Turn(c, w, 5); w.steps() != at || w.pupil.keptAt != at || !strings.HasPrefix(w.words(), "Paused after") {
		t.Errorf("paused: %d and %d steps, %d kept: %s", at, w.steps(), w.pupil.keptAt, w.words())
	}
	r := uitest.Find(t, w, ui.Output, "After “"+asked+"”").Explains
	s, ok := w.Explain(r)
	if !ok || math.Abs(s.Value-w.chance) > 1e-6 {
		t.Errorf("%v of %v on show, explained as %v", r, w.chance, s.Value)
	}
	if err := trace.Check(w, r, 1e-3); err != nil {
		t.Error(err)
	}
	opens(t, c, w, d)
	uitest.Set(t, c, w, ui.Button, "Play", 0, "")
	until(t, c, w, at+3)
	uitest.Set(t, c, w, ui.Button, "Reset", 0, "")
	if uitest.Turn(c, w, 3); w.steps() != 0 || w.pupil.phase != fresh {
		t.Errorf("after Reset: %s", w.words())
	}
}

// opens saves the files and checks that they open as GPT-2's do, with the weights
// that were kept and the tokens that they know; and that the guide reads them in
// the place of its own model.
func opens(t *testing.T, c *ui.Context, w *training, d drawer) {
	t.Helper()
	for _, name := range []string{"Save tokenizer.json", "Save config.json", "Save the weights"} {
		uitest.Set(t, c, w, ui.Button, name, 0, "")
	}
	w.Handle(ui.Outcome{ID: w.save.ID, State: ui.Saved})
	if said := fmt.Sprintf("Saved after %d steps: model.safetensors.", w.pupil.keptAt); !strings.Contains(w.words(), said) {
		t.Errorf("%q, want %q", w.words(), said)
	}
	got, pieces, err := checkpoint.Open(d.files)
	if err != nil {
		t.Fatal(err)
	}
	want, err := w.pupil.model()
	if err != nil || got.Config != want.Weights.Config || !slices.Equal(got.Data, want.Weights.Data) {
		t.Error("the file has other weights", err)
	}
	if text := "The cat sat on the mat."; !slices.Equal(pieces.Encode(text), want.Tokenizer.Encode(text)) {
		t.Error("the tokenizer is another one")
	}
	if invited := brought(t, d); !slices.Equal(invited.Weights.Data, want.Weights.Data) || !invited.Guest {
		t.Error("the guide reads other weights")
	}
}

// brought is the model of the files after they were given to the figure that asks
// for the reader's own.
func brought(t *testing.T, d drawer) *model.Model {
	t.Helper()
	s := shelf(t)
	g := guest.New("own", s)
	g.Layout(uitest.Context(t, &theme.Dark), paint.Pt(720, 1e6))
	e := ui.Files{ID: "own.files"}
	for name, f := range d.files {
		e.Files = append(e.Files, ui.File{File: job.File{ReaderAt: bytes.NewReader(f.Data), Size: int64(len(f.Data))}, Name: name, Data: f.Data})
	}
	if g.Handle(e); s.Guest() == nil {
		t.Fatal(uitest.Find(t, g, ui.Output, "Your model").Value)
	}
	return s.Open()
}

// What has become of a file is said as it is, and by whom it was asked for.
func TestHanded(t *testing.T) {
	_, w, _ := school(t)
	for id, want := range map[string]string{w.config.ID: "Saved: config.json.", w.pieces.ID: "Saved: tokenizer.json."} {
		if !w.Handle(ui.Outcome{ID: id, State: ui.Saved}) || !strings.HasSuffix(w.words(), want) {
			t.Errorf("%q, want %q", w.words(), want)
		}
	}
	if !w.Handle(ui.Outcome{ID: w.save.ID, State: ui.Forbidden}) || strings.Contains(w.words(), "Saved") || !strings.Contains(w.words(), "Open the guide itself") {
		t.Error(w.words())
	}
	if w.Handle(ui.Outcome{ID: "transformers.walk.menu.png", State: ui.Saved}) || strings.Contains(w.words(), "Saved") {
		t.Error("of another figure's:", w.words())
	}
}

// When what trains dies, it is said, the weights so far are kept and can be
// saved, and it goes on from there to the same losses.
func TestKilled(t *testing.T) {
	c, w, d := school(t)
	uitest.Set(t, c, w, ui.Button, "Play", 0, "")
	until(t, c, w, keepEvery+4)
	before := append([]paint.Point(nil), w.pupil.losses[:keepEvery+3]...)
	w.Handle(ui.Report{Job: w.pupil.job, Message: job.Failed{Why: "The program that did the work has died: killed."}})
	w.Layout(c, paint.Pt(720, 1e6))
	if said := w.words(); !strings.Contains(said, "has died: killed.") || !strings.Contains(said, "The weights after 100 steps are kept.") {
		t.Error(said)
	}
	uitest.Check(t, w)
	w.Layout(c, paint.Pt(720, 1e6))
	opens(t, c, w, d)
	uitest.Set(t, c, w, ui.Button, "Go on from the kept weights", 0, "")
	until(t, c, w, keepEvery+3)
	for i, p := range before {
		if w.pupil.losses[i] != p {
			t.Fatalf("loss %d is %v, was %v", i, w.pupil.losses[i], p)
		}
	}
}

// One that dies before weights were sent starts again; one that diverges says
// so; without jobs there is nothing to press.
func TestFailures(t *testing.T) {
	c, w, _ := school(t)
	uitest.Set(t, c, w, ui.Button, "Play", 0, "")
	w.Handle(ui.Report{Job: w.pupil.job, Message: job.Failed{Why: "It has died."}})
	w.Layout(c, paint.Pt(720, 1e6))
	if !strings.Contains(w.words(), "No weights are kept yet") {
		t.Error(w.words())
	}
	uitest.Set(t, c, w, ui.Button, "Play", 0, "")
	until(t, c, w, 3)
	w.Handle(ui.Report{Job: w.pupil.job, Message: job.Refused{Why: "no"}})
	if w.words() != "Refused: no." {
		t.Error(w.words())
	}
	if w.Handle(ui.Report{Job: nil, Message: job.Done{}}) || w.Handle(ui.Report{Job: &struct{ ui.Job }{}, Message: job.Done{}}) {
		t.Error("it hears of the jobs of others")
	}

	none := newTraining()
	none.Read(shelf(t).Open())
	bare := uitest.Context(t, &theme.Light)
	bare.Jobs = nil
	none.Layout(bare, paint.Pt(360, 1e6))
	if !none.play.Disabled || !none.save.Disabled || !strings.Contains(none.words(), "takes the program of this page") {
		t.Error(none.words())
	}
}

// A model with very many tokens is not taken: said at first, and without harm to
// a pupil that there is.
func TestLargeVocabulary(t *testing.T) {
	var b strings.Builder
	for i := range 40_000 {
		fmt.Fprintf(&b, "%d ", i*7919)
	}
	tok, err := token.Train(b.String(), mostPieces+1, "<|endoftext|>")
	if err != nil {
		t.Fatal(err)
	}
	large := &model.Model{Tokenizer: tok}
	w := newTraining()
	if w.Read(large); w.pupil != nil || !strings.Contains(w.words(), "4,097 tokens") {
		t.Errorf("%d tokens: %s", tok.Size(), w.words())
	}
	uitest.Check(t, w)
	_, w, _ = school(t)
	before := w.pupil
	if w.Read(large); w.pupil != before || w.words() != "The weights are random numbers." {
		t.Errorf("a pupil that there was: %s", w.words())
	}
}

// A link restores the seed, the learning rate and the steps, to the bit.
func TestTrainingLink(t *testing.T) {
	c, w, _ := school(t)
	state := w.State()
	uitest.Set(t, c, w, ui.Button, "Other random numbers", 0, "")
	uitest.Set(t, c, w, ui.Slider, "Learning rate", -20, "")
	uitest.Set(t, c, w, ui.Button, "Play", 0, "")
	until(t, c, w, 7)
	uitest.Set(t, c, w, ui.Button, "Pause", 0, "")
	values := address.Of(state)

	c2, again, _ := school(t)
	address.Restore(again.State(), values)
	again.Restored()
	again.Handle(ui.Tick{Now: time.Second})
	until(t, c2, again, 7)
	uitest.Turn(c2, again, 3)
	if again.steps() != w.steps() || again.seed != 2 || again.pupil.phase != finished || again.pupil.losses[6] != w.pupil.losses[6] {
		t.Errorf("%d steps of seed %d, %v, want %v", again.steps(), again.seed, again.pupil.losses, w.pupil.losses)
	}
	again.Layout(c2, paint.Pt(720, 1e6))
	uitest.Set(t, c2, again, ui.Button, "Play", 0, "")
	until(t, c2, again, 9)
}

// A worker may work between two messages, and one that has ended ends again at
// whatever it hears: so it hears of the next steps and their rate in one.
func TestGoesOnAtOnce(t *testing.T) {
	c, w, _ := school(t)
	address.Restore(w.State(), []address.Value{{Name: "trained", Text: "3"}})
	w.Restored()
	w.Handle(ui.Tick{Now: time.Second})
	until(t, c, w, 3)
	uitest.Turn(c, w, 3)
	if w.pupil.phase != finished {
		t.Fatalf("after the steps of the link: %s", w.words())
	}
	told := &counted{Job: w.pupil.job}
	w.pupil.job = told
	w.Layout(c, paint.Pt(720, 1e6))
	uitest.Set(t, c, w, ui.Button, "Play", 0, "")
	if told.sent != 1 || w.pupil.settings.Training.Steps != pupilSteps || w.pupil.phase != running {
		t.Errorf("after %d messages: %s", told.sent, w.words())
	}
}

// A counted job counts the messages that it is sent.
type counted struct {
	ui.Job
	sent int
}

func (j *counted) Send(m job.Message) {
	j.Job.Send(m)
	j.sent++
}

// What the noise of an untrained model writes can be shown: every byte, and the
// longest pieces.
func TestNoise(t *testing.T) {
	c, w, _ := school(t)
	var all []int
	for id := range 1100 {
		all = append(all, id)
	}
	for from := 0; from < 1100; from += sampleLong {
		w.pupil.note(job.Sample{Step: 10, Tokens: all[from:min(from+sampleLong, 1100)]})
		for _, f := range uitest.Faults(c, w, 288) {
			t.Errorf("from %d: %s", from, f)
		}
	}
	w.pupil.note(job.Sample{Step: 50})
	uitest.Check(t, w)
}
