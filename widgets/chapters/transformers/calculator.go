package transformers

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zerotoai/engine/scale"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/field"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A calculator counts the parameters of a blueprint that the reader writes.
type calculator struct {
	ui.Stack
	preset string
	family string
	config scale.Config
	count  *scale.Count // nil: the blueprint cannot be

	presets, families choice.Choice
	fields            map[string]*field.Field // by the names of the blueprint's numbers
	total, active     readout.Readout
	terms             bars.Bars
	status            label.Label
	card              card.Card
}

var _ ui.Stateful = (*calculator)(nil)

const (
	calculatorID = "transformers.calculator"
	ownModel     = "your own"
	notComputed  = "not computed"
)

var families = []string{scale.GPT2.String(), scale.Llama.String()}

// numberNames are those of all numbers of a blueprint, as fields show them.
func numberNames() (names []string) {
	for _, n := range new(scale.Config).Numbers() {
		names = append(names, n.Name)
	}
	return names
}

func presetNames() (names []string) {
	for _, p := range scale.Presets() {
		names = append(names, p.Name)
	}
	return append(names, ownModel)
}

func newCalculator() *calculator {
	w := &calculator{Stack: ui.Stack{ID: calculatorID, Name: "Parameters of a transformer, counted from its plan"}, fields: map[string]*field.Field{}}
	w.preset = presetNames()[0]
	w.card = card.Card{ID: calculatorID + ".card", Source: w, Names: func(r trace.Ref) string { return r.Name }, Origin: countOrigin, Counts: true}
	w.controls()
	w.results()
	w.choose()
	return w
}

// controls makes what the reader writes in.
func (w *calculator) controls() {
	w.presets = choice.Choice{ID: calculatorID + ".preset", Name: "Model", Options: presetNames(), Value: &w.preset, Changed: w.choose}
	w.families = choice.Choice{ID: calculatorID + ".family", Name: "Family", Options: families, Value: &w.family, Changed: w.own}
	for _, name := range numberNames() {
		w.fields[name] = &field.Field{ID: calculatorID + "." + strings.ReplaceAll(name, " ", "-"), Name: capital(name), Changed: func(string) { w.own() }}
	}
}

func (w *calculator) results() {
	value := func(of func(*scale.Count) float64) func() string {
		return func() string {
			if w.count == nil {
				return notComputed
			}
			return label.Whole(of(w.count))
		}
	}
	explains := func(r trace.Ref) func() trace.Ref { return func() trace.Ref { return r } }
	w.total = readout.Readout{ID: calculatorID + ".total", Name: "Parameters", Room: 15, Live: true,
		Value: value(func(n *scale.Count) float64 { return n.Total }), Explains: explains(scale.TotalRef)}
	w.active = readout.Readout{ID: calculatorID + ".active", Name: "Active for a token", Room: 15,
		Value: value(func(n *scale.Count) float64 { return n.Active }), Explains: explains(scale.ActiveRef)}
	w.terms = bars.Bars{ID: calculatorID + ".terms", Name: "Parameters by part", Rows: w.rows, Format: short, Open: w.card.Show}
	w.status = label.Label{ID: calculatorID + ".status", Name: "Plan", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
}

// capital writes a name as that of a control.
func capital(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

// choose takes the blueprint of a preset.
func (w *calculator) choose() {
	i := slices.IndexFunc(scale.Presets(), func(p scale.Preset) bool { return p.Name == w.preset })
	if i >= 0 {
		w.config = scale.Presets()[i].Config
		w.family = w.config.Family.String()
	}
	w.write()
	w.read()
}

// write writes the blueprint into the fields.
func (w *calculator) write() {
	for _, n := range w.config.Numbers() {
		w.fields[n.Name].Text = strconv.Itoa(*n.Is)
	}
}

// own makes of a preset that the reader has changed a blueprint of his own.
func (w *calculator) own() {
	w.preset = ownModel
	w.read()
}

// read counts what the controls say, and writes at the field that is to blame
// why that cannot be.
func (w *calculator) read() {
	w.config.Family = scale.Family(slices.Index(families, w.family))
	w.count = nil
	w.card.Close()
	w.learned()
	if w.readFields() {
		count, err := scale.New(w.config)
		w.count = count
		w.blame(err)
	}
}

// learned lets the reader write how many positions are learned where some are.
func (w *calculator) learned() {
	f := w.fields["positions"]
	gpt := w.config.Family == scale.GPT2
	if f.Disabled && gpt {
		f.Text = strconv.Itoa(w.config.Positions)
	}
	if f.Disabled = !gpt; f.Disabled {
		f.Text, f.Error = "not learned", ""
	}
}

// readFields reads the numbers and reports whether all of them are some.
func (w *calculator) readFields() bool {
	ok := true
	for _, n := range w.config.Numbers() {
		f := w.fields[n.Name]
		v, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSpace(f.Text), ",", ""))
		if f.Error = ""; err != nil {
			f.Error, f.ErrTo = fmt.Sprintf("This is to be a whole number from 1 to %s.", label.Whole(float64(n.Most))), len(f.Text)
			ok = false
			continue
		}
		*n.Is = v
	}
	return ok
}

func (w *calculator) blame(err error) {
	var fault *scale.Fault
	if errors.As(err, &fault) && w.fields[fault.Number] != nil {
		f := w.fields[fault.Number]
		f.Error, f.ErrTo = capital(fault.Why)+".", len(f.Text)
	}
}

// words say how the count stands.
func (w *calculator) words() string {
	if w.count == nil {
		return "Nothing is counted: a number of the plan cannot be. The reason stands below it."
	}
	s := fmt.Sprintf("%s parameters.", short(w.count.Total))
	if w.count.Active != w.count.Total {
		s += fmt.Sprintf(" A token meets %s of them: %d of %d experts in each layer, and all the rest.", short(w.count.Active), w.config.Active, w.config.Experts)
	}
	return s
}

// short writes a count as it is said: 8.03 billion.
func short(v float64) string { return label.Count(v, 4) }

func (w *calculator) rows() (rows []bars.Row) {
	if w.count == nil {
		return nil
	}
	for _, t := range w.count.Terms {
		rows = append(rows, bars.Row{Name: t.Ref.Name, Value: t.Value, Explains: t.Ref})
	}
	return rows
}

// countOrigin says where a given number of a count comes from.
func countOrigin(r trace.Ref) string {
	switch r.Name {
	case "matrices", "matrices with a gate", "numbers of a norm", "norms in a layer":
		return "so is a layer of this family built"
	}
	return "a number of the plan"
}

// Explain implements trace.Source.
func (w *calculator) Explain(r trace.Ref) (trace.Step, bool) {
	if w.count == nil {
		return trace.Step{}, false
	}
	return w.count.Explain(r)
}

// Layout implements ui.Widget.
func (w *calculator) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.total.Open, w.active.Open = w.card.Show, w.card.Show
	if w.count == nil {
		w.total.Open, w.active.Open = nil, nil
	}
	w.Begin(c, room)
	w.Add(&w.presets)
	fields := []ui.Widget{&w.families}
	for _, name := range numberNames() {
		fields = append(fields, w.fields[name])
	}
	w.Columns(125, fields...)
	w.Row(&w.total, &w.active)
	w.Add(&w.status, &w.terms, &w.card)
	return w.End()
}

// State implements ui.Stateful.
func (w *calculator) State() []ui.Param {
	return []ui.Param{
		ui.Option("count", &w.preset, presetNames()),
		{Name: "blueprint", Get: w.written, Set: w.rewrite},
	}
}

// written is the reader's own blueprint: "Llama 32 4096 …".
func (w *calculator) written() string {
	if w.preset != ownModel || w.count == nil {
		return ""
	}
	s := w.family
	for _, n := range w.config.Numbers() {
		s += " " + strconv.Itoa(*n.Is)
	}
	return s
}

func (w *calculator) rewrite(s string) error {
	if s == "" { // then the preset says all
		return nil
	}
	words := strings.Fields(s)
	if len(words) == 0 || !slices.Contains(families, words[0]) {
		return fmt.Errorf("blueprint is a family and its numbers, not %.40q", s)
	}
	c := scale.Config{Family: scale.Family(slices.Index(families, words[0])), Positions: w.config.Positions}
	ns := c.Numbers()
	if len(words) != len(ns)+1 {
		return fmt.Errorf("blueprint has %d numbers, not %d", len(words)-1, len(ns))
	}
	for i, n := range ns {
		var err error
		if *n.Is, err = strconv.Atoi(words[i+1]); err != nil {
			return fmt.Errorf("blueprint has numbers, not %.40q", words[i+1])
		}
	}
	if err := c.Check(); err != nil {
		return err
	}
	w.config, w.family = c, words[0]
	return nil
}

// Restored implements ui.Stateful.
func (w *calculator) Restored() { w.choose() }
