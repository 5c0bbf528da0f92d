package claude

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"

	"zerotoai/engine/rlhf"
	"zerotoai/widgets/button"
	"zerotoai/widgets/field"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A constitution is the figure in which a draft is held against principles and
// revised.
type constitution struct {
	ui.Stack
	text string // the principles, as the reader writes them
	seed int    // of the draft
	made int    // stations that have been gone through

	draft     rlhf.Reply
	stages    []stage
	fault     string // why the principles cannot be read, or kept
	unkept    bool   // the fault is that one cannot be kept
	field     field.Field
	buttons   runner.Runner
	other     button.Button
	status    label.Label
	shown     []*label.Label // of the stages that are to be seen
	principle int
}

var _ ui.Stateful = (*constitution)(nil)

// A stage is one station of a reply on its way: the draft, a critique, or a
// revision.
type stage struct{ head, says string }

const (
	constitutionID    = "claude.constitution"
	firstPrinciples   = "no rude; no it; say please"
	longestPrinciples = 500 // characters
	mostStages        = 1 + 2*rlhf.MaxPrinciples
	stageBeat         = time.Second
)

func newConstitution() *constitution {
	w := &constitution{Stack: ui.Stack{ID: constitutionID, Name: "A draft, a critique and a revision"}, text: firstPrinciples, seed: firstDraft}
	w.field = field.Field{ID: constitutionID + ".principles", Name: "Principles", Placeholder: firstPrinciples, Changed: w.write}
	w.buttons = runner.Runner{ID: constitutionID, Beat: stageBeat, Step: w.step, Reset: w.begin, Undo: w.back, AtStart: func() bool { return w.made == 0 }}
	w.other = button.Button{ID: constitutionID + ".other", Name: "Other draft", Icon: icon.Reset, Do: w.redraw}
	w.status = label.Label{ID: constitutionID + ".status", Name: "Constitution", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
	for i := range mostStages {
		w.shown = append(w.shown, &label.Label{ID: fmt.Sprintf("%s.stage%d", constitutionID, i), Font: theme.Small, Color: label.Ink})
	}
	w.redo()
	return w
}

// firstDraft is the seed of a draft that breaks all of the first principles.
const firstDraft = 120

// write takes other principles.
func (w *constitution) write(text string) {
	w.text = text
	w.buttons.Pause()
	w.begin()
}

// redraw takes another draft.
func (w *constitution) redraw() {
	w.seed = w.seed%lastSeed + 1
	w.buttons.Pause()
	w.begin()
}

// begin goes back to the draft.
func (w *constitution) begin() {
	w.made = 0
	w.redo()
}

// redo works out all stations of the draft.
func (w *constitution) redo() {
	w.draft = drafted(w.seed)
	w.fault, w.unkept = "", false
	w.stages = []stage{{head: "Draft", says: w.draft.Text()}}
	ps, err := w.read()
	if err == nil {
		err = w.revise(ps)
	}
	if err != nil {
		w.fault = capital(strings.TrimPrefix(err.Error(), "line 1: ")) + "."
	}
}

// drafted is the reply that a seed writes.
func drafted(seed int) rlhf.Reply {
	random := rand.New(rand.NewPCG(uint64(seed), 12)).Float64
	r, ok := rlhf.ParseReply(rlhf.Source().Write(random).Text)
	if !ok {
		panic("claude: the grammar cannot read what it wrote") // a test of rlhf reads it
	}
	return r
}

// read reads the principles.
func (w *constitution) read() ([]rlhf.Principle, error) {
	if n := utf8.RuneCountInString(w.text); n > longestPrinciples {
		return nil, fmt.Errorf("these are %s characters; up to %d are read", label.Whole(float64(n)), longestPrinciples)
	}
	return rlhf.ParsePrinciples(w.text)
}

// revise adds a critique under each principle and what becomes of it.
func (w *constitution) revise(ps []rlhf.Principle) error {
	rs, err := rlhf.Revise(w.draft, ps)
	for i, r := range rs {
		critique := stage{head: fmt.Sprintf("Critique %d, under “%s”", i+1, shown(r.Principle.Text)), says: "Nothing is wrong with it."}
		if r.Fault == "" {
			w.stages = append(w.stages, critique)
			continue
		}
		critique.says = r.Fault
		w.stages = append(w.stages, critique, stage{head: fmt.Sprintf("Revision %d", i+1), says: r.After.Text()})
	}
	w.principle, w.unkept = len(ps), err != nil
	return err
}

// shown is a principle as it may stand in a sentence: it has been read, so it
// has no more words than a principle can have, but perhaps much room in it.
func shown(text string) string { return strings.Join(strings.Fields(text), " ") }

// step goes to the next station.
func (w *constitution) step() bool {
	w.made = min(w.made+1, len(w.stages)-1)
	return w.made < len(w.stages)-1
}

func (w *constitution) back() { w.made = max(0, w.made-1) }

// words say how the reply stands.
func (w *constitution) words() string {
	switch {
	case w.fault != "" && !w.unkept:
		return "The principles cannot be read, so the draft stays as it is. The reason stands below them."
	case strings.TrimSpace(w.text) == "" || w.principle == 0:
		return "There is no principle, so there is nothing to hold the draft against: it stays as it is."
	case w.made == 0 && len(w.stages) > 1:
		return "This is the draft. Press “Step” to hold it against the first principle."
	case w.made < len(w.stages)-1:
		return w.stages[w.made].head + ": " + w.stages[w.made].says
	case w.fault != "":
		return "Here it ends. " + w.fault
	}
	return w.result()
}

// result says what has become of the draft.
func (w *constitution) result() string {
	last := w.stages[0].says
	for _, s := range w.stages {
		if strings.HasPrefix(s.head, "Revision") {
			last = s.says
		}
	}
	keeps := fmt.Sprintf(" It keeps all of %s.", wording.Count(w.principle, "principle"))
	if w.principle == 1 {
		keeps = " It keeps the principle."
	}
	if last == w.draft.Text() {
		return "The draft stays as it is." + keeps
	}
	return "The reply is now: " + last + keeps
}

// Layout implements ui.Widget.
func (w *constitution) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.field.Text, w.field.Error = w.text, ""
	if w.fault != "" {
		w.field.Error, w.field.ErrAt, w.field.ErrTo = w.fault, 0, len(w.text)
	}
	w.Begin(c, room)
	w.Add(&w.field)
	w.Row(&w.buttons, &w.other)
	w.Add(&w.status)
	for i, s := range w.stages[:w.made+1] {
		w.shown[i].Text = s.head + "\n" + s.says
		w.Add(w.shown[i])
	}
	return w.End()
}

// State implements ui.Stateful.
func (w *constitution) State() []ui.Param {
	return []ui.Param{
		ui.String("principles", &w.text, func(s string) error {
			if n := utf8.RuneCountInString(s); n > longestPrinciples {
				return fmt.Errorf("principles have at most %d characters, not %d", longestPrinciples, n)
			}
			return nil
		}),
		ui.Int("draft", &w.seed, 1, lastSeed),
		ui.Int("stage", &w.made, 0, mostStages-1),
	}
}

// Restored implements ui.Stateful.
func (w *constitution) Restored() {
	w.redo()
	w.made = min(w.made, len(w.stages)-1)
}
