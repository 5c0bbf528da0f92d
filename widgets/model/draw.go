package model

import (
	"fmt"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
	"zerotoai/widgets/tokens"
)

// A Draw is the choice of a token after a place of a text: what sample makes of
// the logits of a run there. It explains its numbers down to the logits, and
// those with the run.
type Draw struct {
	sample.Distribution
	Text *Text
	Run  *gpt.Run
	At   int
}

// NewDraw returns the draw after a place of a run of a text.
func NewDraw(t *Text, run *gpt.Run, at int, s sample.Settings) (*Draw, error) {
	d := &Draw{Text: t, Run: run, At: at}
	if err := d.Set(run.State.Logits.Row(at), s); err != nil {
		return nil, err
	}
	return d, nil
}

// Explain implements trace.Source.
func (d *Draw) Explain(r trace.Ref) (trace.Step, bool) {
	if s, ok := d.Distribution.Explain(r); ok && r != sample.LogitRef(r.I) {
		return s, true
	} else if ok {
		s, ok = d.Run.Explain(gpt.LogitRef(d.At, r.I))
		s.Ref = r
		return s, ok
	}
	return d.Text.Source(d.Run).Explain(r)
}

// ofDraw are the numbers of a draw that each token has, those of a number of
// best tokens, and those that there are once.
var ofDraw = map[string]string{
	"logit": "logit of %s", "scaled": "logit / temperature of %s", "shifted": "scaled logit of %s less the largest",
	"exp": "power of e for %s", "p": "probability of %s", "q": "probability of %s after the cut",
	"mass": "sum of probabilities of the best %d", "up to": "sum after the cut of the best %d",
	"temperature": "temperature", "largest": "largest scaled logit", "sum": "sum of the powers", "kept": "sum of what is kept",
}

// Name calls a number of the draw, of its run or of its text by words.
func (d *Draw) Name(r trace.Ref) string {
	name, ok := ofDraw[r.Name]
	if _, known := d.Distribution.Explain(r); !ok || !known {
		return d.Text.Name(r)
	}
	switch r.Name {
	case "mass", "up to":
		return fmt.Sprintf(name, r.I+1)
	case "temperature", "largest", "sum", "kept":
		return name
	}
	return fmt.Sprintf(name, "“"+tokens.Plain(d.Text.tokenizer.Piece(r.I))+"”")
}

// Origin says where a number comes from that was not computed.
func (d *Draw) Origin(r trace.Ref) string {
	switch r.Name {
	case "temperature":
		return "a setting"
	case "q":
		return "cut, so it is never drawn"
	}
	return d.Text.Origin(r)
}
