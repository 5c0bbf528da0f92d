package plane

import (
	"image/color"

	"zerotoai/widgets/heat"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
)

// A look is how points of a class are told from those of others: no meaning
// hangs on the colour alone.
type look struct {
	color label.Color
	mark  func(o paint.Point, r float64) paint.Path
}

// looks are those of the classes, in their order. Class 0 is the negative one
// of two: a network with one output answers it with a number below.
var looks = [...]look{
	{label.Backward, square},
	{label.Forward, paint.Circle},
	{label.Data, triangle},
	{label.Attention, diamond},
}

// MostClasses is how many classes have a look.
const MostClasses = len(looks)

// markRadius is that of a point.
const markRadius = 3.5

func square(o paint.Point, r float64) paint.Path {
	return paint.Rectangle(paint.Box(o.X-r, o.Y-r, 2*r, 2*r).Inset(r / 7))
}

func triangle(o paint.Point, r float64) paint.Path {
	return closed(o.Add(paint.Pt(0, -1.2*r)), o.Add(paint.Pt(1.2*r, r)), o.Add(paint.Pt(-1.2*r, r)))
}

func diamond(o paint.Point, r float64) paint.Path {
	r *= 1.3
	return closed(o.Add(paint.Pt(0, -r)), o.Add(paint.Pt(r, 0)), o.Add(paint.Pt(0, r)), o.Add(paint.Pt(-r, 0)))
}

func closed(ps ...paint.Point) paint.Path {
	p := paint.Polyline(ps...)
	p.Close()
	return p
}

// Entries are those of a key that tells which class looks how.
func Entries(names ...string) (es []plot.Entry) {
	for class, name := range names {
		es = append(es, plot.Entry{Name: name, Color: looks[class].color, Mark: looks[class].mark})
	}
	return es
}

// Signs is a palette for numbers from −1 in the colour of class 0 to 1 in that
// of class 1. At their strongest the colours are pale, so that points stand out.
func Signs(th *theme.Theme) *heat.Ramp {
	var r heat.Ramp
	below, above := heat.Amount(looks[0].color)(th), heat.Amount(looks[1].color)(th)
	for i := range r {
		r[i] = side(below, above, 2*float64(i)/255-1)
	}
	return &r
}

func side(below, above *heat.Ramp, v float64) color.NRGBA {
	const pale = 0.5
	if v < 0 {
		return below.At(-v * pale)
	}
	return above.At(v * pale)
}
