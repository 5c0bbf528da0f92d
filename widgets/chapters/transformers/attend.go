package transformers

import (
	"fmt"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/equation"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// An attend is the first figure: a token goes through one head, from its input
// to its output.
type attend struct {
	ui.Stack
	*walk

	head   choice.Choice
	headIs string
	set    equation.Equation
}

var (
	_ model.Reader = (*attend)(nil)
	_ ui.Stateful  = (*attend)(nil)
	_ ui.Sharing   = (*attend)(nil)
)

const (
	attendID = "transformers.attention"

	attentionTeX = `\mathrm{Attention}(Q,K,V)=\mathrm{softmax}\!\left(\frac{QK^\top}{\sqrt{d}}\right)V`

	// mostAsked is how many tokens bars are shown of: the last ones.
	mostAsked = 16
)

// The stations of a head.
const (
	atInput = iota
	atVectors
	atScores
	atWeights
	atOutput
)

func newAttend(p *passage) *attend {
	a := &attend{Stack: ui.Stack{ID: attendID, Name: "A token goes through a head"}, walk: newWalk(p, attendID)}
	a.field.Name, a.layer.Name = "Text", "Layer"
	a.head = choice.Choice{ID: attendID + ".head", Name: "Head", Value: &a.headIs, Changed: func() { p.head = chosen(a.headIs) }}
	a.set = equation.Equation{ID: attendID + ".formula", TeX: func() string { return attentionTeX }}
	a.strip.Tokens = a.tokens
	a.along(a.all(), a.step, func() { a.walk.at-- }, func() { a.walk.at = 0 }, func() bool { return a.walk.at == 0 })
	return a
}

// all are the stations.
func (a *attend) all() []station {
	of := func(what string) func(t, c int) trace.Ref {
		return func(t, c int) trace.Ref { return a.inside().Ref(what, t, c) }
	}
	input := a.vector("input", "Input", a.width, func(t, c int) trace.Ref { return gpt.BlockRef(a.passage.layer, "norm1", t, c) })
	best := a.vector("best", "Value that counts most", a.headWidth, of("value"))
	best.Ref = func(c int) trace.Ref { return a.inside().Ref("value", a.most(), c) }
	return []station{
		atInput: {"Input", a.saysInput, []ui.Widget{input}},
		atVectors: {"Query, key, value", a.saysVectors, []ui.Widget{
			a.vector("query", "Query", a.headWidth, of("query")),
			a.vector("key", "Key", a.headWidth, of("key")),
			a.vector("value", "Value", a.headWidth, of("value")),
		}},
		atScores:  {"Scores", a.saysScores, []ui.Widget{&bars.Bars{ID: attendID + ".scores", Name: "Score", Rows: a.scoreRows, Open: a.card.Show}}},
		atWeights: {"Attention", a.saysWeights, []ui.Widget{&bars.Bars{ID: attendID + ".weights", Name: "Attention", Rows: a.weightRows, Color: label.Attention, Open: a.card.Show}}},
		atOutput:  {"Output", a.saysOutput, []ui.Widget{best, a.vector("output", "Output", a.headWidth, of("out"))}},
	}
}

// step goes to the next station.
func (a *attend) step() (more bool) {
	a.walk.at = min(a.walk.at+1, len(a.stations)-1)
	return a.walk.at < len(a.stations)-1
}

// most is the token that gets most of the attention.
func (a *attend) most() int {
	at, _ := most(a.weights())
	return at
}

func (a *attend) saysInput() string {
	return fmt.Sprintf("%s comes into layer %d as %d numbers, after a layer norm. All heads of the layer read the same.", a.followed(), a.passage.layer+1, a.width())
}

func (a *attend) saysVectors() string {
	return fmt.Sprintf("Three learned matrices each make a vector of %d numbers out of the input. Query: what does %s look for? Key: what is there to be found at it? Value: what does it hand over?", a.headWidth(), a.followed())
}

func (a *attend) saysScores() string {
	s := fmt.Sprintf("The query of %s meets the key of each token that it may see: the dot product of the two, divided by √%d, is a score.", a.followed(), a.headWidth())
	return s + a.rest()
}

func (a *attend) saysWeights() string {
	at, shares := most(a.weights())
	return fmt.Sprintf("Softmax makes shares of the scores, which sum to 100\u00a0%%. Most goes to %s, %s.", a.Word(at), shares[at]) + a.rest()
}

func (a *attend) saysOutput() string {
	at, shares := most(a.weights())
	return fmt.Sprintf("The value of each token, times its share, and all of them summed: that is the output of the head for %s. %s has the largest part in it, %s.", a.followed(), a.Word(at), shares[at])
}

// rest says that not all tokens are shown.
func (a *attend) rest() string {
	if a.token < mostAsked {
		return ""
	}
	return fmt.Sprintf(" Shown are the last %d of %d.", mostAsked, a.token+1)
}

// rows are those of the tokens that the followed one may see.
func (a *attend) rows(row func(j int) bars.Row) (rows []bars.Row) {
	for j := max(0, a.token+1-mostAsked); j <= a.token; j++ {
		r := row(j)
		r.Name = fmt.Sprintf("%s (%d)", a.Word(j), j+1)
		rows = append(rows, r)
	}
	return rows
}

func (a *attend) scoreRows() []bars.Row {
	return a.rows(func(j int) bars.Row {
		r := a.inside().Ref("score", a.token, j)
		s, _ := a.Explain(r)
		return bars.Row{Value: s.Value, Text: label.Fixed(s.Value, 3), Signed: true, Explains: r}
	})
}

func (a *attend) weightRows() []bars.Row {
	ws := a.weights()
	_, shares := most(ws)
	return a.rows(func(j int) bars.Row {
		return bars.Row{Value: ws[j], Text: shares[j], Full: 1, Explains: a.inside().Ref("weight", a.token, j)}
	})
}

// tokens are the text, from the fourth station on with what each one gets.
func (a *attend) tokens() (ts []tokens.Token) {
	for _, p := range a.Text.Pieces() {
		ts = append(ts, tokens.Token{Piece: p, Color: label.Attention})
	}
	if a.Run == nil || a.walk.at < atWeights {
		return ts
	}
	ws := a.weights()
	_, shares := most(ws)
	for j, w := range ws {
		ts[j].Share, ts[j].Under = w, shares[j]
	}
	return ts
}

// Layout implements ui.Widget.
func (a *attend) Layout(c *ui.Context, room paint.Point) paint.Point {
	a.tidy()
	a.layer.Options, a.head.Options = wording.Ordinals(a.Model.Weights.Config.Layers), wording.Ordinals(a.Model.Weights.Config.Heads)
	a.layerIs, a.headIs = a.layer.Options[a.passage.layer], a.head.Options[a.passage.head]
	a.Begin(c, room)
	a.Add(&a.set)
	a.placeText(&a.Stack)
	a.Row(&a.layer, &a.head)
	a.Add(&a.strip, &a.buttons)
	a.Row(a.ways()...)
	a.placeStation(&a.Stack)
	a.Add(&a.card)
	return a.End()
}

// Handle implements ui.Widget.
func (a *attend) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Tick); ok && a.Work() {
		return true
	}
	return a.Stack.Handle(e)
}

// State implements ui.Stateful.
func (a *attend) State() []ui.Param {
	return append(a.state(), ui.Int("station", &a.walk.at, 0, len(a.stations)-1))
}
