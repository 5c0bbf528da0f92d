package tokens

import (
	"image/color"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// underFont is that of the numbers under the tokens.
var underFont = paint.Font{Family: paint.Mono, Size: 13}

// Draw implements ui.Widget.
func (s *Strip) Draw(c *ui.Context, to paint.Canvas) {
	singled := s.Singled()
	var ground, edges paint.Path
	for _, b := range s.boxes {
		ground.Append(paint.Rounded(b, radius))
	}
	to.Fill(ground, c.Theme.Raised)
	for i, b := range s.boxes {
		s.drawShare(c, to, s.tokens[s.first+i], b)
		if s.first+i != singled {
			edges.Append(paint.Rounded(b.Inset(0.75), radius))
		}
	}
	to.Stroke(edges, paint.Stroke{Width: 1.5, Color: c.Theme.Data})
	if b, ok := s.Box(singled); ok {
		to.Stroke(paint.Rounded(b.Inset(1.5), radius), paint.Stroke{Width: 3, Color: c.Theme.Held})
	}
	for i, b := range s.boxes {
		s.drawWords(c, to, s.tokens[s.first+i], b)
	}
	s.parts.Draw(c, to)
}

const radius = 6

// drawShare fills as much of a box as the token has a share, from below.
func (s *Strip) drawShare(c *ui.Context, to paint.Canvas, t Token, b paint.Rect) {
	share := min(max(t.Share, 0), 1)
	if share == 0 {
		return
	}
	fill := label.Data
	if t.Color != nil {
		fill = t.Color
	}
	part := b
	part.Min.Y = b.Max.Y - share*b.H()
	to.Group(paint.Group{Clip: part}, func(to paint.Canvas) { to.Fill(paint.Rounded(b, radius), tint(fill(c.Theme))) })
}

// tint leaves the words before a colour readable.
func tint(c color.NRGBA) color.NRGBA {
	c.A = 84
	return c
}

func (s *Strip) drawWords(c *ui.Context, to paint.Canvas, t Token, b paint.Rect) {
	Line(c, to, t.Piece, paint.Pt(b.Center().X, b.Center().Y), b.W()-pad, c.Theme.Ink)
	label.Line(c, to, underFont, t.Under, paint.Pt(b.Center().X, b.Max.Y+under/2), label.Center, c.Theme.Soft)
}

// Line paints a token around a point, at most so wide, with a mark under each
// space.
func Line(c *ui.Context, to paint.Canvas, piece string, at paint.Point, width float64, ink color.NRGBA) {
	text := label.Fit(c, theme.Code, Show(piece), width).Text
	room := label.Line(c, to, theme.Code, text, at, label.Center, ink)
	var marks paint.Path
	for i, r := range text {
		if r == ' ' {
			from := room.Min.X + c.Type.Shape(theme.Code, text[:i]).Advance
			till := room.Min.X + c.Type.Shape(theme.Code, text[:i+1]).Advance
			marks.Append(space(from+1.5, till-1.5, room.Max.Y-4))
		}
	}
	to.Stroke(marks, paint.Stroke{Width: 1.25, Color: c.Theme.Soft})
}

// space is the mark of a space: an open box.
func space(from, till, y float64) paint.Path {
	return paint.Polyline(paint.Pt(from, y-3.5), paint.Pt(from, y), paint.Pt(till, y), paint.Pt(till, y-3.5))
}
