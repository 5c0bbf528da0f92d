package transformers

import (
	"fmt"
	"strings"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// samples shows what the pupil wrote after some steps, and what it wrote last,
// for which there is always the same room, as it changes all the time.
type samples struct {
	ID string
	of *training

	rows []sampleRow
	size paint.Point
}

// A sampleRow is the room of a sample.
type sampleRow struct {
	head string
	text label.Block
	said string
	ink  label.Color
	at   float64
}

// milestones are the steps whose samples stay.
var milestones = [...]int{10, 50, 100, 200, 400, 800}

const (
	sampleHead  = 18 // height of the line that says when
	sampleSpace = 8
)

// Layout implements ui.Widget. A text has two lines, or four in a narrow room,
// and what is more is left out.
func (s *samples) Layout(c *ui.Context, room paint.Point) paint.Point {
	lines := 2
	if room.X < 500 {
		lines = 4
	}
	s.rows, s.size = nil, paint.Pt(room.X, 0)
	for i, w := range s.shown() {
		r := sampleRow{head: s.head(i, w), said: w.text, at: s.size.Y, ink: label.Ink}
		switch {
		case w.step == 0:
			r.said, r.ink = notYet, label.Soft
		case w.text == "":
			r.said, r.ink = "(nothing: it ended the text at once)", label.Soft
		case w.sentence:
			r.ink = label.Forward
		}
		r.text, r.said = fitted(c, r.said, room.X, lines)
		s.rows = append(s.rows, r)
		taken := r.text.Len()
		if i == 0 {
			taken = lines
		}
		s.size.Y += sampleHead + r.text.Leading*float64(taken) + sampleSpace
	}
	return s.size
}

// shown are the last sample, and those of the milestones. One that there is not
// yet has the step 0.
func (s *samples) shown() []written {
	shown := make([]written, 1+len(milestones))
	if s.of.pupil == nil {
		return shown
	}
	for _, w := range s.of.pupil.samples {
		for i, step := range milestones {
			if w.step == step {
				shown[i+1] = w
			}
		}
		shown[0] = w
	}
	return shown
}

// head says when the i-th sample shown was, or will be.
func (s *samples) head(i int, w written) string {
	head := "last"
	switch {
	case i > 0:
		head = fmt.Sprintf("after %d steps", milestones[i-1])
	case w.step > 0:
		head = fmt.Sprintf("last, after %d steps", w.step)
	}
	if w.sentence {
		head += " · well formed"
	}
	return head
}

// fitted is a text in at most some lines, with dots for what is left out.
func fitted(c *ui.Context, text string, width float64, lines int) (label.Block, string) {
	b := label.Set(c, theme.Small, text, width)
	for words := strings.Fields(text); b.Len() > lines && len(words) > 0; {
		words = words[:len(words)-1]
		text = strings.Join(words, " ") + " …"
		b = label.Set(c, theme.Small, text, width)
	}
	return b, text
}

// Handle implements ui.Widget.
func (s *samples) Handle(ui.Event) bool { return false }

// Draw implements ui.Widget.
func (s *samples) Draw(c *ui.Context, to paint.Canvas) {
	for _, r := range s.rows {
		label.Line(c, to, theme.Label, r.head, paint.Pt(0, r.at+sampleHead/2), label.Left, c.Theme.Soft)
		r.text.Draw(to, paint.Pt(0, r.at+sampleHead), r.ink(c.Theme))
	}
}

// Describe implements ui.Widget.
func (s *samples) Describe() ui.Node {
	n := ui.Node{ID: s.ID, Role: ui.Group, Name: "What it writes", Bounds: paint.Rect{Max: s.size}}
	for i, r := range s.rows {
		bottom := s.size.Y
		if i+1 < len(s.rows) {
			bottom = s.rows[i+1].at
		}
		n.Children = append(n.Children, ui.Node{
			ID: fmt.Sprintf("%s.%d", s.ID, i), Role: ui.Output, Name: "Sample " + r.head, Value: r.said,
			Bounds: paint.Rect{Min: paint.Pt(0, r.at), Max: paint.Pt(s.size.X, bottom)},
		})
	}
	return n
}
