package attention

import (
	"cmp"
	"fmt"
	"slices"

	"zerotoai/engine/gpt"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/label"
	"zerotoai/widgets/tokens"
)

// percentOf writes a probability.
func percentOf(p float64) string { return label.Nonzero(100*p, 2) + "\u00a0%" }

// heading says whose arcs are shown.
func (t *it) heading() string {
	if t.base == nil {
		return "Not computed yet."
	}
	s := "The arcs are those of " + headName(t.carrier) + ": of all heads it looks most at what “it” is."
	if t.many() {
		s += fmt.Sprintf(" Of the %d heads, the violet bars show the %d that look most at it.", len(t.on), mostSwitches/2)
	}
	if t.arcs.Off {
		s += " It is switched off, so what it finds is not passed on."
	}
	return s
}

// says tells what the model answers, and why.
func (t *it) says() string {
	if t.run == nil {
		return "Not computed yet."
	}
	return t.state() + " " + t.verdict()
}

// state says which heads are off.
func (t *it) state() string {
	switch off := t.off(); {
	case len(off) == 0:
		return "All heads are on."
	case len(off) == len(t.on):
		return "All heads are off. No token hears of another: the model knows its last word, the place where it stands, and nothing else."
	case len(off) == 1:
		return capital(headName(off[0])) + " is off."
	default:
		return fmt.Sprintf("%d heads are off.", len(off))
	}
}

// verdict compares the answer with what "it" is.
func (t *it) verdict() string {
	ps := t.run.Probabilities(t.last())
	id, right := t.answer(t.run), t.token(t.right())
	said := "“" + tokens.Plain(t.model.Tokenizer.Piece(id)) + "”"
	if why := t.blind(); why != "" {
		return fmt.Sprintf("The model goes on with %s, %s. %s", said, percentOf(ps[id]), why)
	}
	switch id {
	case right:
		return fmt.Sprintf("The model goes on with %s, %s: right, “it” is the %s.", said, percentOf(ps[id]), t.right())
	case t.token(t.wrong()):
		return fmt.Sprintf("The model goes on with %s, %s: it takes the wrong one of the two for “it”.", said, percentOf(ps[id]))
	}
	return fmt.Sprintf("The answer is broken: the model goes on with %s, %s. For “%s” are left %s.", said, percentOf(ps[id]), t.right(), percentOf(ps[right]))
}

// blind says why the answer of this model cannot be compared with what "it" is,
// or "".
func (t *it) blind() string {
	switch {
	case t.referent < 0:
		return fmt.Sprintf("It reads %d tokens at once, and the sentence has %d: the “%s” is not among them.", len(t.cut.IDs), len(t.cut.IDs)+t.cut.Dropped, t.right())
	case !t.whole(t.right()) || !t.whole(t.wrong()):
		return fmt.Sprintf("Its tokenizer cuts “%s” or “%s” into pieces, so one token does not tell which of the two it means.", t.right(), t.wrong())
	}
	return ""
}

// shareRows is how much attention each head gives to what "it" is or, of many
// heads, those that give most.
func (t *it) shareRows() (rows []bars.Row) {
	if t.run == nil {
		return nil
	}
	for _, i := range t.givers() {
		h := t.head(i)
		rows = append(rows, bars.Row{
			Name: headName(h), Value: t.share(t.run, h), Full: 1, Text: t.percent(t.run, h), Dim: !t.on[i],
			Explains: h.Ref("weight", t.last(), t.referent),
		})
	}
	return rows
}

// givers are the heads that are compared: all of them or, if there are many, the
// ones that give most, the most first.
func (t *it) givers() []int {
	all := make([]int, len(t.on))
	for i := range all {
		all[i] = i
	}
	if !t.many() {
		return all
	}
	slices.SortStableFunc(all, func(a, b int) int {
		return cmp.Compare(t.share(t.run, t.head(b)), t.share(t.run, t.head(a)))
	})
	return all[:mostSwitches/2]
}

// shown is how many of the most likely tokens are shown.
const shown = 6

// answerRows are the most likely next tokens, and the two that are in question.
func (t *it) answerRows() (rows []bars.Row) {
	if t.run == nil {
		return nil
	}
	ps := t.run.Probabilities(t.last())
	ids := top(ps, shown)
	for _, word := range []string{t.right(), t.wrong()} {
		if id := t.token(word); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range ids {
		rows = append(rows, bars.Row{
			Name: tokens.Plain(t.model.Tokenizer.Piece(id)), Value: ps[id], Full: 1, Text: percentOf(ps[id]),
			Explains: gpt.ProbabilityRef(t.last(), id),
		})
	}
	return rows
}

// top is the n most likely tokens, of equal ones the first.
func top(ps []float64, n int) (ids []int) {
	for range min(n, len(ps)) {
		most := -1
		for id, p := range ps {
			if (most < 0 || p > ps[most]) && !slices.Contains(ids, id) {
				most = id
			}
		}
		ids = append(ids, most)
	}
	return ids
}
