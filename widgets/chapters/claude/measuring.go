package claude

import (
	"math/rand/v2"
	"slices"
	"strings"

	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
	"zerotoai/engine/quant"
	"zerotoai/engine/workshop"
	"zerotoai/widgets/model"
)

// A measuring is a model in several formats, and their losses on rows of text
// that it was not trained on.
type measuring struct {
	model *model.Model
	rows  *workshop.Rows
	state *gpt.State

	kept    []*quant.Model                 // by format; the last one may not be whole yet
	packing bool                           // it is not
	made    int                            // parts of the work
	losses  [][]float64                    // [format][row], in nats a token
	answers []string                       // by format; those of the last ones may not be written yet
	answer  *answering                     // that is being written
	reading *reading                       // the row that is being read
	groups  map[quant.Format]*quant.Packed // the example
	fault   string

	run *gpt.Run // of the row that was opened last
	of  opened
}

// An answering is a model that writes its answer to the question, with the most
// likely token each time.
type answering struct {
	*gpt.Generator
	tokens []int
	begun  int // tokens of the question
}

// A reading is a row of held-out text that is read layer by layer.
type reading struct {
	format  quant.Format
	targets []int
	layer   int // that comes next
}

// An opened is a row of held-out text, read in a format.
type opened struct {
	format quant.Format
	row    int
}

const (
	heldRows = 40
	// heldSeed is that of the rows on which the guide's model was examined, as
	// its card says: of the same kind as those of the training, and none of them.
	heldSeed = ^uint64(1)

	longSays = 40 // tokens of an answer

	mostParts = 5000 // of the work, and a good deal more than there are

	tensorsAtOnce = 4 // of which at most two are large
	tokensAtOnce  = 3 // of an answer

	exampleWord = " cat" // whose vector begins with the weights that are shown
)

// take takes a model.
func (w *measuring) take(m *model.Model) {
	w.model = m
	w.rows = workshop.NewRows(m.Tokenizer, corpus.World().Source("text", corpus.Training), func(row int) func() float64 {
		return rand.New(rand.NewPCG(heldSeed, uint64(row))).Float64
	})
	w.state = gpt.NewState(m.Weights.Config, 1, m.Weights.Config.Context)
	w.groups = map[quant.Format]*quant.Packed{}
	w.clear()
}

// clear forgets what was measured.
func (w *measuring) clear() {
	w.kept, w.packing, w.fault, w.run, w.made = nil, false, "", nil, 0
	w.losses, w.answers, w.answer, w.reading = make([][]float64, len(quant.Formats())), nil, nil, nil
}

// window is how many tokens a row has.
func (w *measuring) window() int { return w.model.Weights.Config.Context }

// measured is how many rows have been read in all formats.
func (w *measuring) measured() int {
	if len(w.losses) == 0 {
		return 0
	}
	return len(w.losses[len(w.losses)-1])
}

func (w *measuring) done() bool { return w.measured() >= heldRows }

// whole is the model in a format, or nil while it is not packed.
func (w *measuring) whole(f quant.Format) *quant.Model {
	if n := len(w.kept); int(f) >= n || int(f) == n-1 && w.packing {
		return nil
	}
	return w.kept[f]
}

// work does the next part, which is short: a few tensors are packed, a word or two
// of an answer are written, or one row is read by one layer. It reports whether
// there is more to do.
func (w *measuring) work() bool {
	if w.fault != "" || w.done() {
		return false
	}
	w.made++
	err := w.part()
	if err != nil {
		w.fault = "This model cannot be kept so: " + err.Error() + "."
	}
	return err == nil && !w.done()
}

func (w *measuring) part() (err error) {
	formats := quant.Formats()
	switch {
	case w.packing:
		for n := 0; n < tensorsAtOnce && w.packing; n++ {
			w.packing, err = w.kept[len(w.kept)-1].Next()
		}
	case len(w.answers) < len(w.kept):
		for n, whole := 0, len(w.answers); n < tokensAtOnce && len(w.answers) == whole && err == nil; n++ {
			err = w.write()
		}
	case len(w.kept) < len(formats):
		m, err := quant.Begin(w.model.Weights, formats[len(w.kept)])
		if err != nil {
			return err
		}
		w.kept, w.packing = append(w.kept, m), true
	default:
		err = w.read()
	}
	return err
}

// write writes the next token of an answer.
func (w *measuring) write() error {
	end := w.rows.Cut(corpus.End)[0]
	if w.answer == nil {
		ids := append([]int{end}, w.rows.Tokens(gravity)...)
		w.answer = &answering{gpt.NewGenerator(w.kept[len(w.answers)].Weights), ids, len(ids)}
	}
	a := w.answer
	logits, err := a.Logits(a.tokens)
	if err != nil {
		return err
	}
	best := slices.Index(logits, slices.Max(logits))
	if best != end {
		a.tokens = append(a.tokens, best)
	}
	if best == end || len(a.tokens) >= a.begun+longSays {
		text, err := w.model.Tokenizer.Decode(a.tokens[a.begun:])
		w.answers, w.answer = append(w.answers, strings.TrimSpace(text)), nil
		return err
	}
	return nil
}

// read reads a row by one layer more, or begins with one in the format that has
// read fewest.
func (w *measuring) read() error {
	if w.reading == nil {
		if err := w.open(); err != nil {
			return err
		}
	}
	r := w.reading
	weights := w.kept[r.format].Weights
	weights.Layer(w.state, r.layer)
	if r.layer++; r.layer <= weights.Config.Layers {
		return nil
	}
	sum, counted, err := w.state.Loss(r.targets)
	w.losses[r.format], w.reading = append(w.losses[r.format], sum/float64(counted)), nil
	return err
}

// open begins with the next row.
func (w *measuring) open() error {
	f, n := 0, w.measured()
	for len(w.losses[f]) > n {
		f++
	}
	tokens, targets := w.row(n)
	w.reading = &reading{format: quant.Format(f), targets: targets}
	return w.kept[f].Weights.Begin(w.state, tokens)
}

// row returns a row of held-out text.
func (w *measuring) row(n int) (tokens, targets []int) {
	tokens, targets = make([]int, w.window()), make([]int, w.window())
	w.rows.Row(n, tokens, targets)
	return tokens, targets
}

// loss is the mean of the rows that all formats have read.
func (w *measuring) loss(f quant.Format) (mean float64, ok bool) {
	n := w.measured()
	for _, v := range w.losses[f][:n] {
		mean += v / float64(n)
	}
	return mean, n > 0
}

// answerOf is what the model answers in a format, at temperature 0.
func (w *measuring) answerOf(f quant.Format) (text string, ok bool) {
	if int(f) >= len(w.answers) {
		return "", false
	}
	return w.answers[f], true
}

// example is a group of weights, as trained and as a format keeps them.
func (w *measuring) example(f quant.Format) (trained, kept []float32) {
	if w.model == nil {
		return nil, nil
	}
	trained = w.model.Weights.Tokens.Row(w.rows.Cut(exampleWord)[0])[:quant.Group]
	p := w.packed(f)
	if p == nil {
		return nil, nil
	}
	return trained, p.Numbers()
}

// packed is that group in a format, or nil if it cannot be.
func (w *measuring) packed(f quant.Format) *quant.Packed {
	p, ok := w.groups[f]
	if !ok {
		p, _ = quant.Pack(w.model.Weights.Tokens.Row(w.rows.Cut(exampleWord)[0])[:quant.Group], f) // shipped weights are finite and small
		w.groups[f] = p
	}
	return p
}
