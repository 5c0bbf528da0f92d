package curve

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"zerotoai/engine/expr"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/ui"
)

// crowd is how many breaks can be told apart on a plane. Of more nothing is
// drawn or said.
const crowd = 24

// Plot paints the curve in f, with its asymptotes, its holes and the ends of
// its jumps.
func (v *Curve) Plot(c *ui.Context, to paint.Canvas, f plot.Frame) {
	v.look()
	Asymptotes(c, to, f, v.breaks)
	f.Curve(to, paint.Stroke{Width: 3, Color: c.Theme.Data, Round: true}, v.lines...)
	Ends(c, to, f, v.breaks, label.Data)
}

// Asymptotes paints the upright lines that a curve comes close to.
func Asymptotes(c *ui.Context, to paint.Canvas, f plot.Frame, bs []expr.Break) {
	if len(bs) > crowd {
		return
	}
	for _, b := range bs {
		if b.Pole() {
			f.Line(to, paint.Pt(b.X, f.Y.Lo), paint.Pt(b.X, f.Y.Hi), paint.Stroke{Width: 2, Color: c.Theme.Soft, Dash: []float64{7, 5}})
		}
	}
}

// Ends paints a ring where a curve leads to a place that is not on it, as on
// both sides of a jump and at a hole, and a dot where its value is instead.
func Ends(c *ui.Context, to paint.Canvas, f plot.Frame, bs []expr.Break, col label.Color) {
	if len(bs) > crowd {
		return
	}
	for _, b := range bs {
		for _, y := range [...]float64{b.Left, b.Right} {
			if at := paint.Pt(b.X, y); f.Has(at) && y != b.Value {
				to.Fill(paint.Circle(f.Px(at), 4.5), c.Theme.Panel)
				to.Stroke(paint.Circle(f.Px(at), 4.5), paint.Stroke{Width: 2, Color: col(c.Theme)})
			}
		}
		f.Dot(c, to, paint.Pt(b.X, b.Value), 4, col(c.Theme))
	}
}

// BreaksAt reports whether the curve breaks at x.
func (v *Curve) BreaksAt(x float64) bool {
	v.look()
	return slices.ContainsFunc(v.breaks, func(b expr.Break) bool { return math.Abs(b.X-x) < 1e-9 })
}

// Breaks says in words where the curve breaks, or "".
func (v *Curve) Breaks() string {
	v.look()
	return say(v.breaks)
}

func say(bs []expr.Break) string {
	if len(bs) > crowd {
		return fmt.Sprintf(" It breaks at %d places.", len(bs))
	}
	var poles, holes, jumps, ends []string
	for _, b := range bs {
		x := label.Number(b.X, 3)
		switch {
		case b.Pole():
			poles = append(poles, x)
		case b.Hole():
			holes = append(holes, x)
		case math.IsNaN(b.Left + b.Right):
			ends = append(ends, x)
		default:
			jumps = append(jumps, x)
		}
	}
	return at("an asymptote", poles) + at("a hole", holes) + at("a jump", jumps) + at("an open end", ends)
}

func at(what string, xs []string) string {
	if len(xs) == 0 {
		return ""
	}
	return fmt.Sprintf(" It has %s at x = %s.", what, strings.Join(xs, ", "))
}
