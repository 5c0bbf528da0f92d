package predict

import (
	"fmt"
	"math"

	"zerotoai/widgets/label"
)

func (p *Predict) format(v float64) string {
	if p.Format != nil {
		return p.Format(v)
	}
	return label.Number(v, 4)
}

// Verdict says in words what the answer is and how near the guess came.
func (p *Predict) Verdict() string {
	if math.IsNaN(p.truth) {
		return "The answer has not been computed yet."
	}
	s := p.compare()
	if p.Explain != nil {
		s += "\n" + p.Explain(p.Guess, p.truth)
	}
	return s
}

func (p *Predict) compare() string {
	if len(p.Options) > 0 {
		truth := p.Options[int(p.truth)]
		if p.Right() {
			return fmt.Sprintf("Right: %s.", truth)
		}
		return fmt.Sprintf("It is: %s. You chose: %s.", truth, p.Options[int(p.Guess)])
	}
	guess, truth := p.format(p.Guess), p.format(p.truth)
	switch {
	case guess == truth:
		return fmt.Sprintf("Right: it is %s.", truth)
	case p.Right():
		return fmt.Sprintf("Right: it is %s, and your %s is close enough.", truth, guess)
	case p.Guess < p.truth:
		return fmt.Sprintf("It is %s. Your %s is %s too low.", truth, guess, p.format(p.truth-p.Guess))
	}
	return fmt.Sprintf("It is %s. Your %s is %s too high.", truth, guess, p.format(p.Guess-p.truth))
}
