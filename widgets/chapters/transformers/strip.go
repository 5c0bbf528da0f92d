package transformers

import (
	"fmt"
	"math"

	"zerotoai/engine/ssm"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A strip is the words of a reading one after another, each with the state
// after it as bars. A press opens a word.
type strip struct {
	ID string
	of *states

	taps  []ui.Tap
	boxes []paint.Rect
	size  paint.Point
}

const (
	stripWord  = 26 // height of a word
	stripCell  = 12 // of a channel
	stripWidth = 46
	stripGap   = 5
	stripTall  = stripWord + channels*stripCell + 6 + 20 // with the share and the answer
)

// Layout implements ui.Widget: the words stand in rows.
func (s *strip) Layout(_ *ui.Context, room paint.Point) paint.Point {
	n := len(s.of.reading.Text)
	if len(s.taps) != n {
		s.taps = make([]ui.Tap, n)
	}
	perRow := max(1, int((room.X+stripGap)/(stripWidth+stripGap)))
	s.boxes = nil
	for t := range n {
		x, y := float64(t%perRow)*(stripWidth+stripGap), float64(t/perRow)*(stripTall+stripGap)
		s.boxes = append(s.boxes, paint.Box(x, y, stripWidth, stripTall))
	}
	s.size = paint.Pt(room.X, s.boxes[n-1].Max.Y)
	return s.size
}

func (s *strip) id(t int) string { return fmt.Sprintf("%s.word%d", s.ID, t) }

// Handle implements ui.Widget.
func (s *strip) Handle(e ui.Event) (changed bool) {
	for t := range s.taps {
		pressed := false
		switch e := e.(type) {
		case ui.Set:
			pressed = e.ID == s.id(t)
		case ui.Pointer:
			hit, look := s.taps[t].Pointer(e, e.At.In(s.boxes[t]))
			pressed, changed = hit, changed || look
		}
		if pressed {
			s.of.at, changed = t, true
			s.of.card.Close()
		}
	}
	return changed
}

// influence is how much of the state after the opened word is from word t: the
// mean of the channels.
func (s *strip) influence() []float64 {
	mean := make([]float64, len(s.boxes))
	for d := range channels {
		for t, v := range s.of.reading.Influence(s.of.at, d) {
			mean[t] += v / channels
		}
	}
	return mean
}

// Draw implements ui.Widget. What has one colour is painted as one path.
func (s *strip) Draw(c *ui.Context, to paint.Canvas) {
	var more, less, share, frames paint.Path
	shares, full := s.influence(), s.full()
	for t, b := range s.boxes {
		frames.Append(paint.Rounded(b.Inset(0.5), 6))
		for d, v := range s.of.reading.State[t] {
			bar := s.bar(b, d, v/full)
			if v < 0 {
				less.Append(paint.Rectangle(bar))
			} else {
				more.Append(paint.Rectangle(bar))
			}
		}
		share.Append(paint.Rectangle(paint.Box(b.Min.X+4, b.Min.Y+stripWord+channels*stripCell, (b.W()-8)*shares[t], 5)))
	}
	to.Stroke(frames, paint.Stroke{Width: 1, Color: c.Theme.Line})
	to.Fill(more, c.Theme.Forward)
	to.Fill(less, c.Theme.Backward)
	to.Fill(share, c.Theme.Attention)
	s.drawWords(c, to)
}

// bar is channel d of a word in box b: to the right from the middle, or to the
// left if it is negative.
func (s *strip) bar(b paint.Rect, d int, part float64) paint.Rect {
	mid, end := b.Center().X, b.Center().X+part*(b.W()/2-4)
	y := b.Min.Y + stripWord + float64(d)*stripCell
	return paint.Rect{Min: paint.Pt(min(mid, end), y), Max: paint.Pt(max(mid, end), y+stripCell-3)}
}

// drawWords paints the words, the answers and the mark of the opened word.
func (s *strip) drawWords(c *ui.Context, to paint.Canvas) {
	for t, b := range s.boxes {
		label.Line(c, to, theme.Label, ssm.Words[s.of.reading.Text[t]], paint.Pt(b.Center().X, b.Min.Y+stripWord/2), label.Center, c.Theme.Ink)
		label.Line(c, to, theme.Label, ssm.Answers[s.of.reading.Answer(t)], paint.Pt(b.Center().X, b.Max.Y-11), label.Center, c.Theme.Soft)
		switch {
		case t == s.of.at:
			to.Stroke(paint.Rounded(b.Inset(1.25), 6), paint.Stroke{Width: 2.5, Color: c.Theme.Held})
		case s.taps[t] != (ui.Tap{}):
			to.Stroke(paint.Rounded(b.Inset(0.5), 6), paint.Stroke{Width: 1, Color: c.Theme.Accent})
		}
	}
}

// full is the largest number of all states.
func (s *strip) full() float64 {
	most := 1e-9
	for _, h := range s.of.reading.State {
		for _, v := range h {
			most = max(most, math.Abs(v))
		}
	}
	return most
}

// Describe implements ui.Widget.
func (s *strip) Describe() ui.Node {
	n := ui.Node{ID: s.ID, Role: ui.Group, Name: "The words, and the state after each", Bounds: paint.Rect{Max: s.size}}
	shares := s.influence()
	for t, b := range s.boxes {
		words := fmt.Sprintf("the last name is said to be %s", ssm.Answers[s.of.reading.Answer(t)])
		if t <= s.of.at {
			words += fmt.Sprintf("; %s of the opened state is from it", wording.Percent(shares[t]))
		}
		n.Children = append(n.Children, ui.Node{
			ID: s.id(t), Role: ui.Toggle, Name: fmt.Sprintf("Word %d, %s: %s", t+1, ssm.Words[s.of.reading.Text[t]], words),
			On: t == s.of.at, Bounds: b,
		})
	}
	return n
}
