package claude

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"zerotoai/engine/quant"
	"zerotoai/engine/scale"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/card"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/field"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A footprint is the calculator of how much memory the weights of a model take.
type footprint struct {
	ui.Stack
	preset string
	typed  string  // how many parameters, as the reader writes them
	gb     float64 // memory of the machine

	count  *scale.Count // of the preset; nil: the reader's own number
	number float64      // of parameters; 0: what is typed is none
	models choice.Choice
	field  field.Field
	memory slider.Slider
	total  readout.Readout
	bars   bars.Bars
	status label.Label
	card   card.Card
}

var _ ui.Stateful = (*footprint)(nil)

const (
	footprintID = "claude.footprint"
	ownNumber   = "your own number"
	mostNumber  = 1e15
	firstMemory = 8 // GB
	leastMemory = 1
	mostMemory  = 1024 // GB
	notANumber  = "no number"
)

// sizedModels are models whose blueprints are published, and the guide's.
// Sources as in package scale; of LLaMA 7B the first MODEL_CARD.md of
// meta-llama/llama and arXiv:2302.13971, from whose rule, two thirds of four
// times the width rounded up to a multiple of 256, the hidden width follows.
func sizedModels() []scale.Preset {
	llama := scale.Config{Family: scale.Llama, Layers: 32, Width: 4096, Heads: 32, KVHeads: 32, Hidden: 11008,
		Vocabulary: 32000, Positions: 2048, Experts: 1, Active: 1}
	guide := scale.Config{Family: scale.GPT2, Layers: 3, Width: 96, Heads: 4, KVHeads: 4, Hidden: 4 * 96,
		Vocabulary: 1100, Positions: 96, Experts: 1, Active: 1}
	return append([]scale.Preset{{Name: firstSized, Config: llama}, {Name: guideSized, Config: guide}}, scale.Presets()...)
}

const (
	firstSized = "LLaMA 7B"
	guideSized = "the guide’s model"
)

func newFootprint() *footprint {
	w := &footprint{Stack: ui.Stack{ID: footprintID, Name: "Memory that weights take"}, preset: firstSized, gb: firstMemory}
	w.card = card.Card{ID: footprintID + ".card", Source: w, Names: footprintName, Origin: footprintOrigin, Counts: true}
	var names []string
	for _, p := range sizedModels() {
		names = append(names, p.Name)
	}
	w.models = choice.Choice{ID: footprintID + ".model", Name: "Model", Options: append(names, ownNumber), Value: &w.preset, Changed: w.choose}
	w.field = field.Field{ID: footprintID + ".parameters", Name: "Parameters", Placeholder: "7B", Changed: w.write}
	w.memory = slider.Slider{ID: footprintID + ".memory", Name: "Memory of the machine", Min: leastMemory, Max: mostMemory, Step: 0.05, Log: true, Value: &w.gb,
		Format: func(v float64) string { return label.Number(v, 3) + " GB" }}
	w.total = readout.Readout{ID: footprintID + ".total", Name: "Counted", Room: 16, Value: w.counted, Explains: func() trace.Ref { return scale.TotalRef }}
	w.bars = bars.Bars{ID: footprintID + ".bars", Name: "Memory of the weights", Rows: w.rows, Open: w.card.Show}
	w.status = label.Label{ID: footprintID + ".status", Name: "Memory", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
	w.choose()
	return w
}

// choose takes a model of the list.
func (w *footprint) choose() {
	w.count = nil
	w.card.Close()
	i := slices.IndexFunc(sizedModels(), func(p scale.Preset) bool { return p.Name == w.preset })
	if i < 0 {
		w.read()
		return
	}
	count, err := scale.New(sizedModels()[i].Config)
	if err != nil {
		panic(err) // a test counts all of them
	}
	w.count, w.number, w.field.Error = count, count.Total, ""
	w.typed = label.Whole(count.Total)
}

// write takes a number of the reader's own.
func (w *footprint) write(text string) {
	w.typed, w.preset, w.count = text, ownNumber, nil
	w.card.Close()
	w.read()
}

func (w *footprint) read() {
	n, err := parseNumber(w.typed)
	w.number, w.field.Error = n, ""
	if err != nil {
		w.field.Error, w.field.ErrAt, w.field.ErrTo = capital(err.Error())+".", 0, len(w.typed)
	}
}

// units are the words for thousands, longer ones first.
var units = []struct {
	name  string
	value float64
}{{"thousand", 1e3}, {"million", 1e6}, {"trillion", 1e12}, {"billion", 1e9}, {"k", 1e3}, {"m", 1e6}, {"t", 1e12}, {"b", 1e9}}

// parseNumber reads how many parameters there are: "7B", "7,000,000,000" or
// "0.45 million".
func parseNumber(text string) (float64, error) {
	plain, unit := strings.ToLower(strings.NewReplacer(",", "", " ", "", "\u00a0", "").Replace(text)), 1.0
	for _, u := range units {
		if rest, ok := strings.CutSuffix(plain, u.name); ok {
			plain, unit = rest, u.value
			break
		}
	}
	v, err := strconv.ParseFloat(plain, 64)
	v = math.Round(v * unit)
	if err != nil || !(v >= 1 && v <= mostNumber) {
		return 0, fmt.Errorf("this is to be a number from 1 to 1000T, such as 7B, 350M or 7,000,000,000")
	}
	return v, nil
}

// sizes is how the bytes in a format are counted: of a number of the reader's
// own, as if all stood in matrices.
func (w *footprint) sizes(f quant.Format) trace.Table {
	if w.count == nil {
		return quant.Size(f, w.number, 0)
	}
	t := quant.Size(f, w.count.Total-w.count.Vectors, w.count.Vectors)
	t.Do(quant.MatrixNumbersRef, trace.Difference, trace.Term{Ref: scale.TotalRef, Value: w.count.Total}, trace.Term{Ref: scale.VectorsRef, Value: w.count.Vectors})
	delete(t, quant.VectorNumbersRef) // the count explains it
	return t
}

func (w *footprint) bytes(f quant.Format) float64 { return w.sizes(f)[quant.BytesRef].Value }

func (w *footprint) fits(f quant.Format) bool { return w.bytes(f) <= w.gb*1e9 }

func (w *footprint) rows() (rows []bars.Row) {
	if w.number == 0 {
		return nil
	}
	for _, f := range quant.Formats() {
		text := label.Bytes(w.bytes(f))
		if !w.fits(f) {
			text += ", too much"
		}
		rows = append(rows, bars.Row{Name: f.String(), Value: w.bytes(f), Text: text, Dim: !w.fits(f), Explains: ofFormat(f, quant.BytesRef)})
	}
	return rows
}

func (w *footprint) counted() string {
	if w.count == nil {
		return "not counted"
	}
	return label.Whole(w.count.Total)
}

// words say in which formats the weights fit into the memory.
func (w *footprint) words() string {
	if w.number == 0 {
		return "Nothing is counted: what stands under “Parameters” is no number."
	}
	var fit []string
	for _, f := range quant.Formats() {
		if w.fits(f) {
			fit = append(fit, f.String())
		}
	}
	room := label.Number(w.gb, 3) + " GB"
	switch len(fit) {
	case 0:
		return fmt.Sprintf("These weights do not fit into %s in any of the formats.", room)
	case len(quant.Formats()):
		return fmt.Sprintf("These weights fit into %s in all formats.", room)
	}
	return fmt.Sprintf("These weights fit into %s in %s, and not in the others.", room, strings.Join(fit, ", "))
}

// Explain implements trace.Source.
func (w *footprint) Explain(r trace.Ref) (trace.Step, bool) {
	for _, f := range quant.Formats() {
		if strings.HasPrefix(r.Name, ofFormat(f, trace.Ref{}).Name) {
			return trace.Renamed(ofFormat(f, trace.Ref{}).Name, w.source(f)).Explain(r)
		}
	}
	if w.count == nil {
		return trace.Step{}, false
	}
	return w.count.Explain(r)
}

// source is what explains the bytes in a format.
func (w *footprint) source(f quant.Format) trace.Source {
	if w.count == nil {
		return w.sizes(f)
	}
	return trace.Sources{w.sizes(f), w.count}
}

func footprintName(r trace.Ref) string {
	if _, name, ok := strings.Cut(r.Name, "."); ok {
		return name
	}
	return r.Name
}

func footprintOrigin(r trace.Ref) string {
	switch footprintName(r) {
	case "bits of a byte", "bits of a number", "bits of a scale", "numbers of a scale", "bits of a number of a vector":
		return "so is the format made"
	case quant.MatrixNumbersRef.Name, quant.VectorNumbersRef.Name:
		return "your number, as if all stood in matrices"
	}
	return "published, or a rule of the family"
}

// Layout implements ui.Widget.
func (w *footprint) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.field.Text = w.typed
	if w.total.Open = w.card.Show; w.count == nil {
		w.total.Open = nil
	}
	w.Begin(c, room)
	w.Columns(240, &w.models, &w.field)
	w.Add(&w.memory, &w.bars, &w.status, &w.total, &w.card)
	return w.End()
}

// State implements ui.Stateful.
func (w *footprint) State() []ui.Param {
	return []ui.Param{
		ui.Option("sized", &w.preset, w.models.Options),
		ui.Float("memory", &w.gb, leastMemory, mostMemory),
		{
			Name: "parameters",
			Get: func() string {
				if w.count != nil {
					return ""
				}
				return w.typed
			},
			Set: func(s string) error {
				if s == "" { // then the preset says it
					return nil
				}
				if _, err := parseNumber(s); err != nil {
					return err
				}
				w.typed, w.preset = s, ownNumber
				return nil
			},
		},
	}
}

// Restored implements ui.Stateful.
func (w *footprint) Restored() {
	if w.gb != firstMemory { // which is none of the slider's
		w.gb = w.memory.Snap(w.gb)
	}
	w.choose()
}

// capital writes a sentence with a capital letter.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
