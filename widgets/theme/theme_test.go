package theme_test

import (
	"image/color"
	"math"
	"testing"

	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui/uitest"
)

var themes = [...]*theme.Theme{&theme.Dark, &theme.Light}

// meanings are the colours that mean something by themselves.
func meanings(t *theme.Theme) map[string]color.NRGBA {
	return map[string]color.NRGBA{
		"Held": t.Held, "Backward": t.Backward, "Forward": t.Forward, "Data": t.Data, "Attention": t.Attention,
	}
}

// Text has a contrast of 4.5:1, and what must be seen one of 3:1 (WCAG 2.2,
// 1.4.3 and 1.4.11), wherever it can lie.
func TestContrast(t *testing.T) {
	for _, th := range themes {
		grounds := map[string]color.NRGBA{"Ground": th.Ground, "Panel": th.Panel, "Raised": th.Raised}
		holds := func(want float64, name string, c color.NRGBA) {
			for on, g := range grounds {
				if k := uitest.Contrast(c, g); k < want {
					t.Errorf("%s: %s on %s has a contrast of %.2f, want %v", th.Name, name, on, k, want)
				}
			}
		}
		for name, c := range meanings(th) {
			holds(3, name, c)
		}
		// Held marks points, in the light theme with a rim; it is no colour of text there.
		texts := map[string]color.NRGBA{
			"Ink": th.Ink, "Soft": th.Soft, "Accent": th.Accent,
			"Backward": th.Backward, "Forward": th.Forward, "Data": th.Data, "Attention": th.Attention,
		}
		for name, c := range texts {
			holds(4.5, name, c)
		}
		holds(3, "Line", th.Line)
		if k := uitest.Contrast(th.OnAccent, th.Accent); k < 4.5 {
			t.Errorf("%s: OnAccent on Accent has a contrast of %.2f", th.Name, k)
		}
		if k := max(uitest.Contrast(th.Ink, th.Ball), uitest.Contrast(th.Ground, th.Ball)); k < 4.5 {
			t.Errorf("%s: the rim of Ball has a contrast of %.2f", th.Name, k)
		}
	}
}

// Two meanings are never one colour: not to most eyes, and not to those that
// lack the cones for long or for middle wavelengths. Negative and positive are
// told apart by shape as well, as the package says.
func TestApart(t *testing.T) {
	const least = 12 // CIE76; 2.3 can just be told apart side by side
	for _, th := range themes {
		for eye, m := range eyes {
			for a, p := range meanings(th) {
				for b, q := range meanings(th) {
					if d := m.see(p).from(m.see(q)); a < b && d < least {
						t.Errorf("%s: %s and %s are %.1f apart to %s eyes", th.Name, a, b, d, eye)
					}
				}
			}
			if d := math.Abs(m.see(th.Low)[0] - m.see(th.High)[0]); d < 30 {
				t.Errorf("%s: a heat map spans a lightness of %.1f to %s eyes", th.Name, d, eye)
			}
		}
	}
}

// An eye maps linear RGB to the RGB that looks the same to it.
type eye [3][3]float64

// The matrices are of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A
// physiologically-based model for simulation of color vision deficiency" (2009),
// for a severity of 1.
var eyes = map[string]eye{
	"trichromatic": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopic": {
		{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998},
	},
	"deuteranopic": {
		{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881},
	},
}

// A lab is a colour as CIE L*a*b*, under the white of sRGB (D65).
type lab [3]float64

func (e eye) see(c color.NRGBA) lab {
	in := [3]float64{uitest.Linear(c.R), uitest.Linear(c.G), uitest.Linear(c.B)}
	var v [3]float64
	for i, row := range e {
		v[i] = min(1, max(0, row[0]*in[0]+row[1]*in[1]+row[2]*in[2]))
	}
	x := bend((0.4124564*v[0] + 0.3575761*v[1] + 0.1804375*v[2]) / 0.95047)
	y := bend(0.2126729*v[0] + 0.7151522*v[1] + 0.0721750*v[2])
	z := bend((0.0193339*v[0] + 0.1191920*v[1] + 0.9503041*v[2]) / 1.08883)
	return lab{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// bend is the function f of CIE 15:2004, 8.2.1.1.
func bend(t float64) float64 {
	if t > 216.0/24389 {
		return math.Cbrt(t)
	}
	return (24389.0/27*t + 16) / 116
}

func (p lab) from(q lab) float64 {
	return math.Hypot(math.Hypot(p[0]-q[0], p[1]-q[1]), p[2]-q[2])
}
