package heat

import (
	"image/color"
	"math"

	"zerotoai/widgets/theme"
)

// A Ramp is the colours of the values from the lowest, 0, to the highest, 255.
type Ramp [256]color.NRGBA

// At returns the colour of t from 0 to 1; what lies beyond gets the end's.
func (r *Ramp) At(t float64) color.NRGBA {
	return r[int(min(max(t, 0), 1)*255+0.5)]
}

// A Palette makes the ramp of a theme.
type Palette func(*theme.Theme) *Ramp

// Kept returns p as a palette that makes its ramp once for a theme, for what
// is painted in every frame.
func Kept(p Palette) Palette {
	var of *theme.Theme
	var ramp *Ramp
	return func(th *theme.Theme) *Ramp {
		if of != th {
			of, ramp = th, p(th)
		}
		return ramp
	}
}

// Loss goes from the theme's dark blue to its orange by way of a dull rose,
// so that the middle is neither grey nor one of the ends.
//
// The ramp is a quadratic Bézier curve in OKLab (Björn Ottosson, "A
// perceptual color space for image processing", 2020), cut into pieces of
// equal length: equal steps of the value look equally far apart. The middle
// control point has the mean lightness of the ends, therefore lightness rises
// all the way, and who cannot tell the hues apart still reads the map.
func Loss(th *theme.Theme) *Ramp {
	lo, hi := toLab(th.Low), toLab(th.High)
	return between(lo, lab{(lo.l + hi.l) / 2, 0.17, 0.01}, hi)
}

// Amount returns a palette from the panel's colour, for nothing, to col.
func Amount(col func(*theme.Theme) color.NRGBA) Palette {
	return func(th *theme.Theme) *Ramp {
		lo, hi := toLab(th.Panel), toLab(col(th))
		return between(lo, lo.mix(hi, 0.5), hi)
	}
}

// A lab is a colour in OKLab.
type lab struct{ l, a, b float64 }

func (p lab) mix(q lab, t float64) lab {
	return lab{p.l + (q.l-p.l)*t, p.a + (q.a-p.a)*t, p.b + (q.b-p.b)*t}
}

func (p lab) dist(q lab) float64 { return math.Hypot(p.l-q.l, math.Hypot(p.a-q.a, p.b-q.b)) }

// between walks the Bézier curve in steps of equal length.
func between(lo, mid, hi lab) *Ramp {
	const fine = 2048
	var at [fine + 1]lab
	var length [fine + 1]float64
	for i := range at {
		t := float64(i) / fine
		at[i] = lo.mix(mid, t).mix(mid.mix(hi, t), t)
		if i > 0 {
			length[i] = length[i-1] + at[i].dist(at[i-1])
		}
	}
	r := new(Ramp)
	for i, k := 0, 0; i < len(r); i++ {
		for k < fine && length[k] < length[fine]*float64(i)/float64(len(r)-1) {
			k++
		}
		r[i] = at[k].rgb()
	}
	return r
}

// The matrices are those of Ottosson's article.

func toLab(c color.NRGBA) lab {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return lab{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

func (p lab) rgb() color.NRGBA {
	l := cube(p.l + 0.3963377774*p.a + 0.2158037573*p.b)
	m := cube(p.l - 0.1055613458*p.a - 0.0638541728*p.b)
	s := cube(p.l - 0.0894841775*p.a - 1.2914855480*p.b)
	return color.NRGBA{
		gamma(4.0767416621*l - 3.3077115913*m + 0.2309699292*s),
		gamma(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		gamma(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s),
		0xff,
	}
}

func cube(v float64) float64 { return v * v * v }

// linear undoes the transfer curve of sRGB (IEC 61966-2-1).
func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

func gamma(x float64) uint8 {
	x = min(max(x, 0), 1)
	if x <= 0.0031308 {
		x *= 12.92
	} else {
		x = 1.055*math.Pow(x, 1/2.4) - 0.055
	}
	return uint8(x*255 + 0.5)
}
