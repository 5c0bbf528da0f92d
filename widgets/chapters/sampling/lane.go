package sampling

import (
	"fmt"

	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
	"zerotoai/widgets/card"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A lane shows a text that goes on at one temperature.
type lane struct {
	*continuation
	at   model.Look
	draw *model.Draw // of the token there; nil: it is of the start

	strip  tokens.Strip
	status label.Label
	p, q   readout.Readout
	card   card.Card
}

func newLane(id, name string) *lane {
	l := &lane{}
	l.card = card.Card{ID: id + ".card", Source: l, Names: l.name, Origin: l.origin}
	l.strip = tokens.Strip{ID: id + ".tokens", Name: name, Tokens: l.tokens, Chosen: &l.at.Place, Choose: l.at.Choose}
	l.status = label.Label{ID: id + ".status", Name: name, Font: theme.Small, Color: label.Ink, Live: true, Words: l.says}
	show := func(suffix, name string, ref func(id int) trace.Ref) readout.Readout {
		return readout.Readout{
			ID: id + suffix, Name: name, Room: 8, Open: l.card.Show,
			Value:    func() string { s, _ := l.Explain(ref(l.looked())); return wording.Percent(s.Value) },
			Explains: func() trace.Ref { return ref(l.looked()) },
		}
	}
	l.p, l.q = show(".p", "Probability", sample.PRef), show(".q", "Chance to be drawn", sample.QRef)
	return l
}

// begin shows another text, of which nothing has been drawn.
func (l *lane) begin(c *continuation) {
	l.continuation, l.draw = c, nil
	l.at.Follow()
	l.card.Close()
}

// settle brings what is looked at into what there is.
func (l *lane) settle() {
	last := l.Start + len(l.Drawn) - 1
	l.at.Find(last)
	l.at.Settle(last)
	l.draw = l.continuation.draw(l.at.Place - l.Start)
	if _, ok := l.Explain(l.card.Open); !ok {
		l.card.Close()
	}
}

// looked is the id of the token that draw is of: another one may have been chosen
// since the last Layout.
func (l *lane) looked() int {
	if l.draw == nil {
		return 0
	}
	return l.Drawn[l.draw.At+1-l.Start].ID
}

// parts are what there is to be seen.
func (l *lane) parts() []ui.Widget {
	if l.Start == 0 {
		return []ui.Widget{&l.status}
	}
	return []ui.Widget{&l.status, &l.strip}
}

// tokens are those of the start and those that were drawn, with their chances.
func (l *lane) tokens() (ts []tokens.Token) {
	for _, id := range l.Text.IDs[:l.Start] {
		ts = append(ts, tokens.Token{Piece: l.model.Tokenizer.Piece(id), Says: "of the start"})
	}
	for _, d := range l.Drawn {
		chance := wording.Percent(d.Q)
		ts = append(ts, tokens.Token{Piece: l.model.Tokenizer.Piece(d.ID), Under: chance, Says: "drawn, chance " + chance, Share: d.Q})
	}
	return ts
}

// says tells how far the text has gone.
func (l *lane) says() string {
	words := fmt.Sprintf("Temperature %s: %s drawn.", label.Fixed(l.settings.Temperature, 2), wording.Count(len(l.Drawn), "token"))
	if n := repeated(l.Drawn); n > 0 {
		words += fmt.Sprintf(" %d of them repeat: they and the two before them stood here already.", n)
	}
	if l.Stop != "" {
		words += " It stops here: " + l.Stop + "."
	}
	return words
}

// repeated counts the tokens that, with the two before them, were drawn before.
func repeated(ds []model.Drawn) (n int) {
	seen := map[[3]int]bool{}
	for i := 2; i < len(ds); i++ {
		three := [3]int{ds[i-2].ID, ds[i-1].ID, ds[i].ID}
		if seen[three] {
			n++
		}
		seen[three] = true
	}
	return n
}

// Explain implements trace.Source.
func (l *lane) Explain(r trace.Ref) (trace.Step, bool) {
	if l.draw == nil {
		return trace.Step{}, false
	}
	if s, ok := l.Continuation.Explain(r); ok {
		return s, true
	}
	return l.draw.Explain(r)
}

func (l *lane) name(r trace.Ref) string { return l.draw.Name(r) }

func (l *lane) origin(r trace.Ref) string {
	if _, ok := l.Continuation.Explain(r); ok {
		return "drawn after the token before it"
	}
	return l.draw.Origin(r)
}
