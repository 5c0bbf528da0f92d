package attention

import (
	"fmt"
	"math"

	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/heat"
	"zerotoai/widgets/label"
	"zerotoai/widgets/matrix"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A grid is the third figure: the attention matrix of the reader's text, and
// how the weight in one of its cells is worked out.
type grid struct {
	ui.Stack
	*reading

	heads    headChoice
	matrix   matrix.Matrix
	legend   heat.Legend
	status   label.Label
	steps    table.Table
	products table.Table
	card     card.Card

	left, right pile
}

// A pile is widgets under one another in a column of a figure.
type pile struct {
	ui.Stack
	of []ui.Widget
}

// Layout implements ui.Widget.
func (p *pile) Layout(c *ui.Context, room paint.Point) paint.Point {
	p.Begin(c, room)
	p.Add(p.of...)
	return p.End()
}

var (
	_ model.Reader = (*grid)(nil)
	_ ui.Stateful  = (*grid)(nil)
	_ ui.Sharing   = (*grid)(nil)
)

const gridID = "attention.matrix"

func newGrid(r *reading) *grid {
	g := &grid{Stack: ui.Stack{ID: gridID, Name: "The attention matrix"}, reading: r}
	g.card = card.Card{ID: gridID + ".card", Source: r, Names: r.name, Origin: r.origin}
	g.heads = newHeadChoice(r, gridID, "Matrix layer", "Matrix head")
	g.matrix = matrix.Matrix{
		ID: gridID + ".cells", Name: "Attention of all tokens", Pieces: r.pieces, Weights: r.weights,
		Version: func() any { return version{r.Text, r.Run, r.layer, r.head} }, Row: &r.row, Col: &r.col,
	}
	g.legend = heat.Legend{
		ID: gridID + ".legend", Name: "Attention, by colour", Blank: "masked: the token comes later",
		Format: func(v float64) string { return label.Number(100*v, 3) + "\u00a0%" },
	}
	g.status = label.Label{ID: gridID + ".status", Name: "Cell", Font: theme.Small, Color: label.Ink, Live: true, Words: g.says}
	g.steps = table.Table{ID: gridID + ".steps", Name: "From the dot product to the weight", Heads: []string{"step", "number"}, Rows: g.stepRows, Open: g.card.Show}
	g.products = table.Table{ID: gridID + ".products", Name: "Query times key", Heads: []string{"no.", "query", "key", "product"}, Rows: g.productRows, Open: g.card.Show}
	g.left = pile{ui.Stack{ID: gridID + ".left"}, []ui.Widget{&g.matrix, &g.legend, &g.status, &g.steps, &g.card}}
	g.right = pile{ui.Stack{ID: gridID + ".right"}, []ui.Widget{&g.products}}
	g.legend.Map = g.matrix.Map()
	return g
}

// A version is what the weights of a matrix depend on.
type version struct {
	cut         *model.Text
	run         any
	layer, head string
}

// Read implements model.Reader.
func (g *grid) Read(m *model.Model) { g.open(m) }

// says tells how the weight of the chosen cell comes about.
func (g *grid) says() string {
	i, j := g.row, g.col
	ws := g.weights(i)
	switch {
	case len(g.Text.IDs) == 0:
		return "No token, no attention."
	case ws == nil, j >= len(g.Text.IDs): // or until the next Layout the cell is one of a longer text
		return "Not computed yet."
	case j > i:
		return fmt.Sprintf("%s comes after %s. The mask sets its score to −∞, so it gets 0\u00a0%% of the attention.", g.Word(j), g.Word(i))
	}
	return fmt.Sprintf("%s asks, %s is asked: it gets %s of the attention.", g.Word(i), g.Word(j), label.Percents(ws)[j])
}

// number is a number of the head for the chosen cell, as a cell of a table.
func (g *grid) number(what string, i, j int) table.Cell {
	r := g.at().Ref(what, i, j)
	v, ok := g.Run.Value(r) // how it was made is asked for when it is opened
	if !ok {
		return table.Cell{Text: label.NoValue}
	}
	return table.Cell{Text: label.Fixed(v, 3), Explains: r}
}

// stepRows are the steps from the dot product to the weight.
func (g *grid) stepRows() [][]table.Cell {
	i, j := g.row, g.col
	if g.Run == nil {
		return nil
	}
	words := func(s string) table.Cell { return table.Cell{Text: s} }
	rows := [][]table.Cell{
		{words("sum of products"), g.number("match", i, j)},
		{words(fmt.Sprintf("divided by √%d", g.Run.State.Config.HeadWidth())), g.scaled(i, j)},
		{words("after the mask"), g.number("score", i, j)},
		{words("less the largest"), g.number("score.below", i, j)},
		{words("e to this"), g.number("score.exp", i, j)},
		{words("sum of the row"), g.number("score.sum", i, 0)},
	}
	share := table.Cell{Text: "0.0\u00a0%", Strong: true, Explains: g.ref(i, j)}
	if j <= i {
		share.Text = label.Percents(g.weights(i))[j]
	}
	return append(rows, []table.Cell{words("attention"), share})
}

// scaled is the score before the mask.
func (g *grid) scaled(i, j int) table.Cell {
	match, _ := g.Run.Value(g.at().Ref("match", i, j))
	c := table.Cell{Text: label.Fixed(match/math.Sqrt(float64(g.Run.State.Config.HeadWidth())), 3)}
	if j <= i {
		c.Explains = g.at().Ref("score", i, j)
	}
	return c
}

// productRows are the terms of the dot product.
func (g *grid) productRows() (rows [][]table.Cell) {
	if g.Run == nil {
		return nil
	}
	i, j := g.row, g.col
	for c := range g.Run.State.Config.HeadWidth() {
		query, _ := g.Run.Value(g.at().Ref("query", i, c))
		key, _ := g.Run.Value(g.at().Ref("key", j, c))
		rows = append(rows, []table.Cell{
			{Text: fmt.Sprint(c + 1)}, g.number("query", i, c), g.number("key", j, c),
			{Text: label.Fixed(query*key, 3), Explains: productRef(g.at(), c, i, j)},
		})
	}
	return rows
}

// Layout implements ui.Widget.
func (g *grid) Layout(c *ui.Context, room paint.Point) paint.Point {
	tidy(&g.card, g)
	g.Begin(c, room)
	g.heads.row(&g.Stack)
	g.Columns(300, &g.left, &g.right)
	return g.End()
}

// Handle implements ui.Widget.
func (g *grid) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Tick); ok && g.Work() {
		return true
	}
	return g.Stack.Handle(e)
}

// State implements ui.Stateful. The text, the head and the token that asks are
// in that of the first figure.
func (g *grid) State() []ui.Param {
	return []ui.Param{ui.Ordinal("key", &g.col, model.Longest)}
}

// Restored implements ui.Stateful.
func (g *grid) Restored() { g.begin() }

// Shared implements ui.Sharing.
func (g *grid) Shared() any { return g.reading }

var _ trace.Source = (*grid)(nil)
