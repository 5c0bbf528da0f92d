package uitest

import (
	"image/color"
	"math"
)

// Contrast returns the contrast of two opaque colours, from 1 to 21, as the
// Web Content Accessibility Guidelines 2.2 define it.
func Contrast(a, b color.NRGBA) float64 {
	hi, lo := Luminance(a), Luminance(b)
	if hi < lo {
		hi, lo = lo, hi
	}
	return (hi + 0.05) / (lo + 0.05)
}

// Luminance returns the relative luminance of an opaque colour, from 0 for
// black to 1 for white.
func Luminance(c color.NRGBA) float64 {
	return 0.2126*Linear(c.R) + 0.7152*Linear(c.G) + 0.0722*Linear(c.B)
}

// Linear returns the light that an sRGB channel stands for, from 0 to 1
// (IEC 61966-2-1).
func Linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// over returns the opaque colour of c painted on an opaque ground.
func over(c, ground color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 {
		k := float64(c.A) / 255
		return uint8(math.Round(float64(a)*k + float64(b)*(1-k)))
	}
	return color.NRGBA{mix(c.R, ground.R), mix(c.G, ground.G), mix(c.B, ground.B), 255}
}
