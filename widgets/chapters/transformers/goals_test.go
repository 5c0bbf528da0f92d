package transformers

import (
	"testing"

	"zerotoai/engine/job"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func TestPredict(t *testing.T) {
	figures := New(shelf(t))
	uitest.Golden(t, func() ui.Widget { return New(shelf(t))[predictID] }, ui.Set{ID: predictID + ".option1"}, ui.Set{ID: predictID + ".reveal"})
	if got := figures[predictID].(*predict.Predict).Truth(); got != 1 {
		t.Errorf("the answer is %v", got)
	}
	for count, want := range map[float64]int{1e9: 0, 46.7e9: 1, 60e9: 2} {
		if got := nearest(count); got != want {
			t.Errorf("%v is nearest to guess %d", count, got)
		}
	}
}

func TestCheckpoint(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return New(shelf(t))[checkID] })
	w := newTraining()
	check := exercise(w)
	if check.Done() {
		t.Error("done before there is a pupil")
	}
	w.Read(shelf(t).Open())
	w.pupil.note(sampleOf(w, "The the dog. The"))
	if check.Done() {
		t.Error("done with a text that is not of the world")
	}
	w.pupil.note(sampleOf(w, "The cat sat on the mat because it was tired. The the the"))
	if check.Handle(ui.Tick{}); !check.Finished {
		t.Error("not done with a sentence of the world")
	}
}

// sampleOf is a sample that says text.
func sampleOf(w *training, text string) job.Sample {
	return job.Sample{Step: 10, Tokens: w.tokenizer.Encode(text)}
}

// Every figure, as it is at first, keeps to what all must keep to.
func TestFigures(t *testing.T) {
	for name, w := range New(shelf(t)) {
		t.Run(name, func(t *testing.T) { uitest.Check(t, w) })
	}
}
