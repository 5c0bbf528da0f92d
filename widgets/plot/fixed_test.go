package plot_test

import (
	"unicode/utf8"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
)

// fixed sets every character half an em wide, all in one line.
type fixed struct{}

func (fixed) Shape(f paint.Font, text string) paint.Run {
	return paint.Run{Font: f, Text: text, Advance: float64(utf8.RuneCountInString(text)) * f.Size / 2}
}

func (fixed) Metrics(f paint.Font) typeset.Metrics {
	return typeset.Metrics{Ascent: f.Size * 0.8, Descent: f.Size * 0.2}
}

func (x fixed) Break(spans []typeset.Span, _ float64) []typeset.Line {
	r := x.Shape(spans[0].Font, spans[0].Text)
	return []typeset.Line{{Pieces: []typeset.Piece{{Run: r}}, Width: r.Advance}}
}
