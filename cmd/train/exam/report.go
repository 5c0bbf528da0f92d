package exam

import (
	"slices"
	"strings"

	"zerotoai/cmd/train/course"
	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
)

// Sizes say how much is asked.
type Sizes struct {
	Rows  int // for the loss
	Asked int // questions of all kinds
	It    int // questions about "it" of each rule
	Texts int // that are written
}

// Whole returns the sizes of an exam that a model card can cite.
func Whole() Sizes { return Sizes{Rows: 1000, Asked: 3000, It: 500, Texts: 1000} }

// A Report is what an exam found.
type Report struct {
	Config      gpt.Config
	Sizes       Sizes
	Loss, Floor float64 // nats a token
	Kinds       []Kind
	Guide       [2]float64    // the probability of " cat" if it was tired, of " mat" if it was soft
	It          []Coreference // by rule
	Head        gpt.Head      // gives most of its attention to what "it" is
	Good        int           // texts written at Temperature that are sentences of the world
	Bad         []string      // the others
	Gravity     string        // what the model says of it at temperature 0
}

// Temperature is that of the texts in a report.
const Temperature = 0.7

// A Kind is the questions of one rule, and how many were answered right.
type Kind struct {
	Name     string
	N, Right int
}

// A Coreference is questions about "it", with pairs of nouns that were kept
// out of the training.
type Coreference struct {
	Rule    string
	N       int
	With    Score // as the model is
	Without Score // with the head switched off
}

// Above returns how far the loss is above the floor, as a part of it.
func (r Report) Above() float64 { return r.Loss/r.Floor - 1 }

// All returns all questions about "it" together.
func (r Report) All() Coreference {
	all := Coreference{Rule: "all"}
	for _, c := range r.It {
		all.N += c.N
	}
	for _, c := range r.It {
		part := float64(c.N) / float64(all.N)
		all.With.add(c.With, part)
		all.Without.add(c.Without, part)
	}
	return all
}

// CoreferenceRules are the rules of the world that ask what "it" is.
func CoreferenceRules() []string { return []string{"seat", "deed"} }

// Guide returns the two questions that the guide asks.
func Guide() [2]Question {
	const start = "The cat sat on the mat because it was "
	return [2]Question{
		{Kind: "seated", Prompt: start + "tired. The", Answer: " cat", Referent: strings.Index(start, " cat")},
		{Kind: "seated", Prompt: start + "soft. The", Answer: " mat", Referent: strings.Index(start, " mat")},
	}
}

// New returns the exam of a model that was trained by a recipe.
func New(w *gpt.Weights, r course.Recipe, t *token.Tokenizer) *Exam {
	return &Exam{Weights: w, Stream: r.HeldOut(t), World: corpus.World(), Seed: ^r.Seed}
}

// Report examines the model.
func (e *Exam) Report(s Sizes) (r Report, err error) {
	r = Report{Config: e.Weights.Config, Sizes: s}
	for _, part := range []func(*Report) error{e.loss, e.kinds, e.guide, e.coreference, e.texts, e.gravity} {
		if err := part(&r); err != nil {
			return r, err
		}
	}
	return r, nil
}

func (e *Exam) loss(r *Report) (err error) {
	r.Loss, r.Floor, err = e.Loss(r.Sizes.Rows)
	return err
}

// kinds asks what texts ask that are drawn as in training.
func (e *Exam) kinds(r *Report) error {
	g, place := gpt.NewGenerator(e.Weights), map[string]int{}
	for _, q := range e.Questions("text", corpus.Training, r.Sizes.Asked) {
		right, err := e.Answers(g, q)
		if err != nil {
			return err
		}
		i, ok := place[q.Kind]
		if !ok {
			i, place[q.Kind] = len(r.Kinds), len(r.Kinds)
			r.Kinds = append(r.Kinds, Kind{Name: q.Kind})
		}
		r.Kinds[i].N++
		if right {
			r.Kinds[i].Right++
		}
	}
	slices.SortFunc(r.Kinds, func(a, b Kind) int { return strings.Compare(a.Name, b.Name) })
	return nil
}

func (e *Exam) guide(r *Report) error {
	for i, q := range Guide() {
		s, err := e.Ask([]Question{q})
		if err != nil {
			return err
		}
		r.Guide[i] = s.P
	}
	return nil
}

// coreference asks what "it" is, finds the head by all answers together, and
// asks again without it.
func (e *Exam) coreference(r *Report) error {
	var asked [][]Question
	for _, rule := range CoreferenceRules() {
		qs := e.Questions(rule, corpus.KeptBack, r.Sizes.It)
		s, err := e.Ask(qs)
		if err != nil {
			return err
		}
		asked, r.It = append(asked, qs), append(r.It, Coreference{Rule: rule, N: len(qs), With: s})
	}
	r.Head, _ = r.All().With.Head()
	for i, qs := range asked {
		var err error
		if r.It[i].Without, err = e.Ask(qs, r.Head); err != nil {
			return err
		}
	}
	return nil
}

func (e *Exam) texts(r *Report) (err error) {
	r.Good, r.Bad, err = e.Grammatical(r.Sizes.Texts, Temperature)
	return err
}

// gravity lets the model answer, at temperature 0, until the text ends.
func (e *Exam) gravity(r *Report) (err error) {
	ids := e.Stream.Tokens("What is gravity?")
	r.Gravity, err = e.Write(gpt.NewGenerator(e.Weights), ids, 0, func() float64 { return 0 })
	return err
}
