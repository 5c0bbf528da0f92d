package exam

import (
	"math"
	"strings"
	"testing"

	"zerotoai/cmd/train/course"
	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
)

// untrained returns the exam of a model that has learned nothing.
func untrained(t *testing.T) *Exam {
	t.Helper()
	r := course.Shipped()
	r.Texts, r.Model.Layers, r.Model.Heads, r.Model.Width = 2000, 2, 2, 16
	training, err := course.New(r, 1)
	if err != nil {
		t.Fatal(err)
	}
	return New(training.Trainer.Weights, r, training.Stream.Tokenizer)
}

// A model that has learned nothing is as surprised as by lot, attends evenly,
// answers nothing and writes no sentence.
func TestUntrained(t *testing.T) {
	e := untrained(t)
	r, err := e.Report(Sizes{Rows: 5, Asked: 60, It: 30, Texts: 10})
	if err != nil {
		t.Fatal(err)
	}
	if lot := math.Log(float64(r.Config.Vocabulary)); math.Abs(r.Loss-lot) > 0.1 || r.Floor > lot/5 {
		t.Errorf("loss %v, floor %v, by lot %v", r.Loss, r.Floor, lot)
	}
	if all := r.All(); all.With.Right > 0.1 || all.With.P > 0.01 || all.With.Weight(r.Head) > 0.2 {
		t.Errorf("%+v", all)
	}
	for _, k := range r.Kinds {
		if k.Right > 0 && k.Name != "agree" {
			t.Errorf("%d of %d questions of %s were answered", k.Right, k.N, k.Name)
		}
	}
	if r.Good > 0 || len(r.Bad) != 10 {
		t.Errorf("%d of the texts are sentences", r.Good)
	}
	if text := r.String(); !strings.Contains(text, "floor") || !strings.Contains(text, "seat") {
		t.Errorf("the report is %q", text)
	}
}

// Questions differ from one another, and those about "it" have pairs that were
// not trained on.
func TestQuestions(t *testing.T) {
	e := untrained(t)
	for _, rule := range CoreferenceRules() {
		qs := e.Questions(rule, corpus.KeptBack, 400)
		if len(qs) != 400 {
			t.Errorf("%s has %d questions", rule, len(qs))
		}
		training, seen := e.World.Source(rule, corpus.Training), map[string]bool{}
		for _, q := range qs {
			if seen[q.Prompt] || training.Begin(q.Prompt).Text() == q.Prompt {
				t.Errorf("%q was seen before", q.Prompt)
			}
			seen[q.Prompt] = true
			if !strings.HasPrefix(q.Prompt[q.Referent:], q.Answer) {
				t.Errorf("%q: %q is not at %d", q.Prompt, q.Answer, q.Referent)
			}
		}
	}
}

// A model that has learned one text by heart answers as it says, and is said
// to be wrong where the world goes on in another way.
func TestAnswers(t *testing.T) {
	r := course.Shipped()
	r.Texts, r.Model.Layers, r.Model.Heads, r.Model.Width, r.Model.Context = 2000, 1, 2, 32, 32
	r.Settings.Length, r.Settings.Batch, r.Settings.Micro, r.Settings.Rate = 32, 1, 1, 1e-2
	training, err := course.New(r, 1)
	if err != nil {
		t.Fatal(err)
	}
	const text = "What is ice? Ice is frozen water. What is wind? Ice is frozen water."
	parrot, err := gpt.NewTrainer(training.Trainer.Weights, r.Settings, func(_ int, tokens, targets []int) {
		for i := range targets {
			targets[i] = gpt.NoTarget
		}
		ids := training.Stream.Tokens(text)
		copy(tokens, ids)
		copy(targets, ids[1:])
	}, 1)
	if err != nil {
		t.Fatal(err)
	}
	for range 200 {
		if _, err := parrot.Step(); err != nil {
			t.Fatal(err)
		}
	}
	e := New(training.Trainer.Weights, r, training.Stream.Tokenizer)
	g := gpt.NewGenerator(e.Weights)
	for _, c := range []struct {
		q    Question
		want bool
	}{
		{Question{Prompt: "What is ice?", Answer: " Ice is frozen water"}, true},
		{Question{Prompt: "What is wind?", Answer: " Wind is air that moves"}, false},
	} {
		if got, err := e.Answers(g, c.q); err != nil || got != c.want {
			t.Errorf("%q is answered right: %v, %v", c.q.Prompt, got, err)
		}
	}
}
