package embedding

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"zerotoai/engine/token"
	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/field"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// Pieces is a text that is cut into tokens, merge by merge.
type pieces struct {
	ui.Stack
	*reading
	merges float64 // that have been made, a whole number
	asked  string  // how many of them a link asks for; "" is all
	held   int     // the piece that is chosen

	nodes []int // what the text consists of now
	shown []tokens.Token

	field                          field.Field
	strip                          tokens.Strip
	status                         label.Label
	buttons                        runner.Runner
	slider                         slider.Slider
	id                             readout.Readout
	characters, bytes, number, per readout.Readout
	card                           card.Card
}

var (
	_ ui.Stateful  = (*pieces)(nil)
	_ ui.Sharing   = (*pieces)(nil)
	_ model.Reader = (*pieces)(nil)
)

const piecesID = "tokens.pieces"

func newPieces(r *reading) *pieces {
	p := &pieces{Stack: ui.Stack{ID: piecesID, Name: "A text as tokens"}, reading: r, held: startChosen}
	p.field = field.Field{ID: piecesID + ".text", Name: "Text", Text: r.text, Placeholder: "Type something", Changed: p.typed}
	p.strip = tokens.Strip{
		ID: piecesID + ".strip", Name: "The text in pieces, with their ids", Chosen: &p.held,
		Tokens: func() []tokens.Token { return p.shown }, Choose: p.choose,
	}
	p.status = label.Label{ID: piecesID + ".status", Name: "Status", Font: theme.Small, Color: label.Ink, Live: true, Words: p.words}
	p.buttons = runner.Runner{
		ID: piecesID, Names: runner.Names{Reset: "To bytes"},
		Step: p.step, Undo: func() { p.set(p.made() - 1) }, AtStart: func() bool { return p.made() == 0 },
		Reset: func() { p.set(0) },
	}
	p.readouts()
	return p
}

func (p *pieces) readouts() {
	p.card = card.Card{ID: piecesID + ".card", Names: p.name, Origin: p.origin}
	p.id = readout.Readout{
		ID: piecesID + ".id", Name: "Id of the yellow piece", Room: 5, Value: p.heldID,
		Explains: func() trace.Ref { return token.PieceRef(p.node()) }, Open: p.card.Show,
	}
	number := func(id, name string, value func() string) readout.Readout {
		return readout.Readout{ID: piecesID + id, Name: name, Value: value, Room: 5}
	}
	p.characters = number(".characters", "Characters", func() string { return strconv.Itoa(utf8.RuneCountInString(p.encoding.Text)) })
	p.bytes = number(".bytes", "Bytes", func() string { return strconv.Itoa(len(p.encoding.Text)) })
	p.number = number(".count", "Pieces", func() string { return strconv.Itoa(len(p.nodes)) })
	p.per = number(".per", "Tokens per word", func() string { return label.Fixed(p.perWord(), 2) })
	p.per.Explains, p.per.Open = func() trace.Ref { return perWordRef }, p.card.Show
}

// Read implements model.Reader.
func (p *pieces) Read(m *model.Model) {
	p.read(m)
	p.remake()
	if n, err := strconv.Atoi(p.asked); err == nil {
		p.set(n)
	}
	p.asked = ""
}

// typed takes what the reader types.
func (p *pieces) typed(text string) {
	p.buttons.Pause()
	p.field.Error = ""
	if utf8.RuneCountInString(text) > longest {
		p.field.Error = fmt.Sprintf("Only the first %s characters are read.", whole(longest))
	}
	p.write(text)
	p.remake()
}

// remake shows the tokens of another text: all merges are made.
func (p *pieces) remake() {
	p.card.Close()
	p.card.Source = trace.Sources{p.encoding, p.reading}
	p.slider = slider.Slider{
		ID: piecesID + ".merges", Name: "Merges", Min: 0, Max: max(1, float64(p.encoding.Merges())), Step: 1,
		Value: &p.merges, Disabled: p.encoding.Merges() == 0, Changed: func() { p.buttons.Pause(); p.set(p.made()) },
	}
	p.show(p.encoding.Merges())
	p.held = p.chosen
}

func (p *pieces) made() int { return int(p.merges) }

// set makes the first n merges. The piece that the last of them made is chosen.
func (p *pieces) set(n int) {
	p.show(n)
	for i, k := range p.nodes {
		if p.made() > 0 && k == len(p.encoding.Text)+p.made()-1 {
			p.held = i
		}
	}
	p.told()
}

// show makes the first n merges.
func (p *pieces) show(n int) {
	all := p.encoding.Merges()
	n = min(max(n, 0), all)
	p.merges = float64(n)
	p.nodes = p.encoding.After(n)
	if n == all {
		p.shown = p.list
	} else {
		p.shown = p.tokens(p.nodes)
	}
	p.held = min(p.held, max(0, len(p.nodes)-1))
}

// told lets the other figures follow the piece that is chosen, if it is a token
// of the text.
func (p *pieces) told() {
	if p.made() == p.encoding.Merges() {
		p.chosen = p.held
	}
}

// choose follows a piece that the reader has chosen.
func (p *pieces) choose() {
	p.told()
	p.follow()
	if p.card.Open != (trace.Ref{}) {
		p.card.Show(token.PieceRef(p.node()))
	}
}

// step makes the next merge; after the last one it begins again with bytes.
func (p *pieces) step() (more bool) {
	n := p.made() + 1
	if n > p.encoding.Merges() {
		n = 0
	}
	p.set(n)
	return p.made() < p.encoding.Merges()
}

// node is the piece that is chosen.
func (p *pieces) node() int {
	if p.held < 0 || p.held >= len(p.nodes) {
		return none
	}
	return p.nodes[p.held]
}

func (p *pieces) heldID() string {
	if k := p.node(); k != none {
		return strconv.Itoa(p.encoding.Nodes[k].ID)
	}
	return label.NoValue
}

// words says what has been done to the text.
func (p *pieces) words() string {
	n, all := p.made(), p.encoding.Merges()
	switch {
	case p.encoding.Text == "":
		return "There is nothing to cut: the text is empty, and has no tokens. Type something above."
	case n == all && all == 0:
		return "There is nothing to merge here: every byte is a token of its own."
	case n == 0:
		return fmt.Sprintf("The text as %s. Press “Step” to make the first merge of %s.", count(len(p.encoding.Text), "byte"), whole(all))
	case n == all && all == 1:
		return fmt.Sprintf("The one merge that there is has been made, and %s.", remain(len(p.nodes)))
	case n == all:
		return fmt.Sprintf("All %s merges are made, and %s. Press “Play” to see how.", whole(all), remain(len(p.nodes)))
	}
	return fmt.Sprintf("Merge %s of %s: %s", whole(n), whole(all), p.lastMerge())
}

func remain(n int) string {
	if n == 1 {
		return "1 token remains"
	}
	return whole(n) + " tokens remain"
}

// lastMerge says what the last merge did.
func (p *pieces) lastMerge() string {
	nodes := p.encoding.Nodes
	n := nodes[len(p.encoding.Text)+p.made()-1]
	name := func(k int) string { return tokens.Name(p.piece(nodes[k].ID)) }
	return fmt.Sprintf("%s and %s become %s. It is the %s of the %d merges that the tokenizer has learned.",
		name(n.Left), name(n.Right), tokens.Name(p.piece(n.ID)), ordinal(n.Rank+1), len(p.model.Tokenizer.Merges()))
}

// ordinal writes a number as a place in an order.
func ordinal(n int) string {
	end := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return strconv.Itoa(n) + end
}

// Layout implements ui.Widget.
func (p *pieces) Layout(c *ui.Context, room paint.Point) paint.Point {
	p.follows()
	p.Begin(c, room)
	p.Add(&p.field, &p.strip, &p.status, &p.buttons, &p.slider)
	p.Row(&p.id, &p.characters, &p.bytes, &p.number, &p.per)
	p.Add(&p.card)
	return p.End()
}

// follows takes the token that was chosen in another figure.
func (p *pieces) follows() {
	if p.made() == p.encoding.Merges() {
		p.held = p.chosen
	}
}

// Shared implements ui.Sharing.
func (p *pieces) Shared() any { return p.reading }

// State implements ui.Stateful.
func (p *pieces) State() []ui.Param {
	text := ui.String("text", &p.text, func(s string) error {
		if n := utf8.RuneCountInString(s); n > longest {
			return fmt.Errorf("a text of %d characters, more than %d", n, longest)
		}
		return nil
	})
	get := text.Get
	text.Get = func() string {
		if len(p.text) > longestTold {
			return ""
		}
		return get()
	}
	return []ui.Param{text, ui.Int("token", &p.chosen, 0, longest*4), {Name: "merges", Get: p.mergesGet, Set: p.mergesSet}}
}

// longestTold is how many bytes of a text a link has room for.
const longestTold = 1500

func (p *pieces) mergesGet() string {
	if p.encoding == nil || p.made() == p.encoding.Merges() {
		return p.asked
	}
	return strconv.Itoa(p.made())
}

func (p *pieces) mergesSet(s string) error {
	if n, err := strconv.Atoi(s); s != "" && (err != nil || n < 0 || n > 4*longest) {
		return fmt.Errorf("merges is a number from 0 to %d, not %.40q", 4*longest, s)
	}
	p.asked = s
	return nil
}

// Restored implements ui.Stateful.
func (p *pieces) Restored() {
	p.field.Text = p.text
	if p.model == nil {
		return
	}
	p.again()
	p.Read(p.model)
}
