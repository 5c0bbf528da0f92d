package typeset

import (
	"unicode/utf8"

	"zerotoai/widgets/paint"
)

// Fixed is a Shaper for tests that need no fonts: every rune is half an em
// wide.
type Fixed struct{}

var _ Shaper = Fixed{}

// Shape implements Shaper.
func (Fixed) Shape(f paint.Font, text string) paint.Run {
	return paint.Run{Font: f, Text: text, Advance: f.Size / 2 * float64(utf8.RuneCountInString(text))}
}

// Metrics implements Shaper.
func (Fixed) Metrics(f paint.Font) Metrics { return Metrics{0.8 * f.Size, 0.2 * f.Size} }

// Break implements Shaper.
func (Fixed) Break(spans []Span, width float64) []Line {
	p := newParagraph(spans)
	for i, s := range spans {
		for j := p.starts[i]; j < p.starts[i+1]; j++ {
			p.x[j] = s.Font.Size / 2
			if s.Box != (Box{}) {
				p.x[j] = s.Box.Width
			}
		}
	}
	p.add()
	return p.lines(width, nil)
}
