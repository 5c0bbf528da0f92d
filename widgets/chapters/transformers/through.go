package transformers

import (
	"fmt"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A through is the second figure: a token goes through the whole model, from
// the letters to what comes next.
type through struct {
	ui.Stack
	*walk

	block    int // the layer that it is in, counted from 0
	lens     lens
	lensHead label.Label
	lensBars bars.Bars
}

var (
	_ model.Reader = (*through)(nil)
	_ ui.Stateful  = (*through)(nil)
	_ ui.Sharing   = (*through)(nil)
)

const (
	throughID = "transformers.walk"
	shownNext = 5 // tokens that may come next
)

// The stations of a model. Those of a layer come once for each layer.
const (
	atTokens = iota
	atEmbedding
	atNorm
	atHeads
	atForward
	atNext
)

func newThrough(p *passage) *through {
	t := &through{Stack: ui.Stack{ID: throughID, Name: "A token goes through the model"}, walk: newWalk(p, throughID)}
	t.lens.passage = p
	t.field.Name, t.layer.Name = "Text of the walk", "Layer of the walk"
	t.layer.Changed = func() { t.block = chosen(t.layerIs) }
	t.strip.Tokens = t.tokens
	t.lensHead = label.Label{ID: throughID + ".lenshead", Words: t.lensWords, Color: label.Ink}
	t.lensBars = bars.Bars{ID: throughID + ".lens", Name: "Logit lens", Rows: t.lensRows, Open: t.card.Show}
	t.along(t.all(), t.step, t.back, func() { t.walk.at, t.block = atTokens, 0 }, func() bool { return t.walk.at == atTokens })
	return t
}

// all are the stations.
func (t *through) all() []station {
	here := func(what string) func(i, c int) trace.Ref {
		return func(i, c int) trace.Ref { return gpt.BlockRef(t.block, what, i, c) }
	}
	whole := func(name string) func(i, c int) trace.Ref {
		return func(i, c int) trace.Ref { return trace.Ref{Name: name, I: i, J: c} }
	}
	hidden := func() int { return 4 * t.width() }
	return []station{
		atTokens: {"Tokens", t.saysTokens, []ui.Widget{t.number("id", "Id", 0, func() trace.Ref { return gpt.TokenRef(t.token) })}},
		atEmbedding: {"Embedding", t.saysEmbedding, []ui.Widget{
			t.vector("tokenvector", "Token vector", t.width, whole("token embedding")),
			t.vector("position", "Position vector", t.width, whole("position embedding")),
			t.vector("sum", "Their sum, the residual stream", t.width, whole("embedding")),
		}},
		atNorm: {"Layer norm", t.saysNorm, []ui.Widget{
			t.vector("stream", "Residual stream", t.width, t.into),
			t.number("mean", "Mean", 3, func() trace.Ref { return gpt.BlockRef(t.block, "norm1.mean", t.token, 0) }),
			t.number("deviation", "Deviation", 3, func() trace.Ref { return gpt.BlockRef(t.block, "norm1.deviation", t.token, 0) }),
			t.vector("normed", "After the layer norm", t.width, here("norm1")),
		}},
		atHeads: {"Self-attention", t.saysHeads, []ui.Widget{
			&bars.Bars{ID: throughID + ".heads", Name: "Looks most at", Rows: t.headRows, Color: label.Attention, Open: t.card.Show},
			t.vector("added", "What attention adds", t.width, here("attention.out")),
			t.vector("mid", "Residual stream after it", t.width, here("mid")),
		}},
		atForward: {"Feed-forward", t.saysForward, []ui.Widget{
			t.vector("active", "Hidden neurons after GELU", hidden, here("mlp.active")),
			t.vector("shrunk", "What feed-forward adds", t.width, here("mlp.out")),
			t.vector("out", "Residual stream after the layer", t.width, here("out")),
		}},
		atNext: {"Prediction", t.saysNext, []ui.Widget{
			t.vector("last", "After the last layer norm", t.width, whole("norm")),
			&bars.Bars{ID: throughID + ".next", Name: "Next", Rows: t.nextRows, Open: t.card.Show},
		}},
	}
}

// number is the read-out of a number that opens.
func (t *through) number(id, name string, places int, ref func() trace.Ref) *readout.Readout {
	return &readout.Readout{
		ID: throughID + "." + id, Name: name, Explains: ref, Open: t.card.Show,
		Value: func() string { s, _ := t.Explain(ref()); return label.Fixed(s.Value, places) },
	}
}

// into names the residual stream that comes into the layer.
func (t *through) into(i, c int) trace.Ref {
	if t.block == 0 {
		return trace.Ref{Name: "embedding", I: i, J: c}
	}
	return gpt.BlockRef(t.block-1, "out", i, c)
}

func (t *through) layers() int { return t.Model.Weights.Config.Layers }

// step goes to the next station, which may be in the next layer.
func (t *through) step() (more bool) {
	switch {
	case t.walk.at == atEmbedding:
		t.walk.at, t.block = atNorm, 0
	case t.walk.at == atForward && t.block < t.layers()-1:
		t.walk.at, t.block = atNorm, t.block+1
	default:
		t.walk.at = min(t.walk.at+1, atNext)
	}
	return t.walk.at < atNext
}

// back goes to the station before.
func (t *through) back() {
	switch {
	case t.walk.at == atNext:
		t.walk.at, t.block = atForward, t.layers()-1
	case t.walk.at == atNorm && t.block > 0:
		t.walk.at, t.block = atForward, t.block-1
	default:
		t.walk.at = max(t.walk.at-1, atTokens)
	}
}

// passed is how many layers the token has gone through.
func (t *through) passed() int {
	switch {
	case t.walk.at < atNorm:
		return 0
	case t.walk.at < atForward:
		return t.block
	case t.walk.at == atForward:
		return t.block + 1
	}
	return t.layers()
}

func (t *through) inLayer() string {
	return fmt.Sprintf("Layer %d of %d. ", t.block+1, t.layers())
}

func (t *through) saysTokens() string {
	return fmt.Sprintf("The tokenizer cuts the text into tokens, and each is a number from then on, its id. Follow %s.", t.followed())
}

func (t *through) saysEmbedding() string {
	return fmt.Sprintf("The id chooses a row of a table, %d numbers, and the place in the text one of another table. The sum of the two is where the residual stream of %s begins.", t.width(), t.followed())
}

func (t *through) saysNorm() string {
	return t.inLayer() + "What a layer reads is first brought to one measure: less the mean, divided by the deviation, then times a learned gain plus a learned bias, number by number. The stream itself stays as it is."
}

func (t *through) saysHeads() string {
	return t.inLayer() + fmt.Sprintf("%s looks at itself and at the tokens before it, in %d heads at once. One more matrix makes of their outputs what is added to the stream.", t.followed(), t.Model.Weights.Config.Heads)
}

func (t *through) saysForward() string {
	return t.inLayer() + fmt.Sprintf("After another layer norm a small network works on this token alone: %d hidden neurons, and back to %d numbers, which are added to the stream.", 4*t.width(), t.width())
}

func (t *through) saysNext() string {
	return fmt.Sprintf("After the last layer norm the vector is multiplied with the row of each token in the table of the beginning: that gives %s logits. Softmax makes of them how likely each token comes after %s.", label.Whole(float64(t.Model.Weights.Config.Vocabulary)), t.followed())
}

// headRows say where each head of the layer looks most.
func (t *through) headRows() (rows []bars.Row) {
	for h := range t.Model.Weights.Config.Heads {
		head := gpt.Head{Layer: t.block, Head: h}
		at, shares := most(t.weightsOf(head))
		rows = append(rows, bars.Row{
			Name: fmt.Sprintf("head %d: %s (%d)", h+1, t.Word(at), at+1), Full: 1,
			Value: t.weightsOf(head)[at], Text: shares[at], Explains: head.Ref("weight", t.token, at),
		})
	}
	return rows
}

// nextRows are the tokens that most likely come next.
func (t *through) nextRows() (rows []bars.Row) {
	d := chances(t.Run.State.Logits.Row(t.token))
	for rank := range min(shownNext, len(d.P)) {
		id := d.Ranked(rank)
		rows = append(rows, bars.Row{
			Name: "“" + tokens.Plain(t.Model.Tokenizer.Piece(id)) + "”", Full: 1,
			Value: d.P[id], Text: percent2(d.P[id]), Explains: gpt.ProbabilityRef(t.token, id),
		})
	}
	return rows
}

// tokens are the text with the ids.
func (t *through) tokens() (ts []tokens.Token) {
	for i, p := range t.Text.Pieces() {
		ts = append(ts, tokens.Of(p, t.Text.IDs[i]))
	}
	return ts
}

func (t *through) lensWords() string {
	if t.Run == nil { // the text has just been taken away
		return notYet
	}
	return fmt.Sprintf("The logit lens: what would come after %s if the model ended there", t.followed())
}

// lensRows say what would come next after each layer. Where the walk has not
// been yet there are outlines.
func (t *through) lensRows() (rows []bars.Row) {
	guesses := t.lens.guesses()
	for blocks := range t.layers() + 1 {
		r := bars.Row{Name: fmt.Sprintf("layer %d", blocks), Text: notYet, Full: 1, Dim: blocks > t.passed()}
		if blocks == 0 {
			r.Name = "no layer"
		}
		if blocks < len(guesses) {
			g := guesses[blocks]
			r.Value, r.Explains = g.p, g.ref
			r.Text = fmt.Sprintf("“%s” %s", tokens.Plain(t.Model.Tokenizer.Piece(g.id)), percent2(g.p))
		}
		rows = append(rows, r)
	}
	return rows
}

// percent2 is a share with two places: probabilities of tokens are often small.
func percent2(share float64) string { return label.Nonzero(100*share, 2) + "\u00a0%" }

// Layout implements ui.Widget.
func (t *through) Layout(c *ui.Context, room paint.Point) paint.Point {
	t.tidy()
	t.lens.hurry()
	t.block = min(t.block, t.layers()-1)
	t.layer.Options = wording.Ordinals(t.layers())
	t.layerIs = t.layer.Options[t.block]
	t.Begin(c, room)
	t.placeText(&t.Stack)
	t.Add(&t.strip, &t.buttons)
	t.Row(t.ways()...)
	if atNorm <= t.walk.at && t.walk.at <= atForward {
		t.Row(&t.layer)
	}
	t.placeStation(&t.Stack)
	if t.Run != nil {
		t.Add(&t.lensHead, &t.lensBars)
	}
	t.Add(&t.card)
	return t.End()
}

// Handle implements ui.Widget.
func (t *through) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Tick); ok && (t.Work() || t.lens.work()) {
		return true
	}
	return t.Stack.Handle(e)
}

// State implements ui.Stateful. The text and the token are in that of the first
// figure.
func (t *through) State() []ui.Param {
	return []ui.Param{ui.Int("walk", &t.walk.at, atTokens, atNext), ui.Ordinal("block", &t.block, 1<<12)}
}
