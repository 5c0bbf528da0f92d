// Package theme is the look of the guide: colours, type scale, spacing and
// motion. It holds values and no code.
//
// Each bright colour means one thing everywhere. Because no meaning may hang
// on hue alone, what is negative is also dashed or hatched.
package theme

import (
	"image/color"
	"time"

	"zerotoai/widgets/paint"
)

// A Theme is one set of colours. A test holds their contrasts, and that the
// meanings stay apart to eyes that do not tell red from green.
type Theme struct {
	Name string

	Ground   color.NRGBA // behind the text
	Panel    color.NRGBA // behind figures, call-outs and code
	Raised   color.NRGBA // buttons and fields on a panel
	Ink      color.NRGBA // text
	Soft     color.NRGBA // captions, labels, read-outs' names
	Line     color.NRGBA // rules, axes, borders of controls: 3:1 on Panel
	Faint    color.NRGBA // grid lines and fills that carry no meaning
	Accent   color.NRGBA // links, the filled part of controls, focus
	OnAccent color.NRGBA // text on Accent

	Held      color.NRGBA // yellow: what the reader holds
	Ball      color.NRGBA // the same as a fill, always with a rim of Ink or Ground
	Backward  color.NRGBA // red: slope, gradient, backward, negative
	Forward   color.NRGBA // green: forward, positive
	Data      color.NRGBA // blue: data, tokens, curves
	Low, High color.NRGBA // the ends of a heat map of loss: dark blue, orange red
	Attention color.NRGBA // violet
	Past      color.NRGBA // the trail
}

// Dark is the quiet observatory.
var Dark = Theme{
	Name:   "dark",
	Ground: rgb(0x0b1020), Panel: rgb(0x131a30), Raised: rgb(0x1e2743),
	Ink: rgb(0xf3ede2), Soft: rgb(0xb9bccb), Line: rgb(0x6f7a9c), Faint: rgb(0x26304f),
	Accent: rgb(0x8ab8ff), OnAccent: rgb(0x0b1020),
	Held: rgb(0xffd23f), Ball: rgb(0xffd23f), Backward: rgb(0xff6b6b), Forward: rgb(0x5fd38d), Data: rgb(0x5aa9ff),
	Low: rgb(0x14245c), High: rgb(0xff7a3c), Attention: rgb(0xd8b8ff), Past: rgb(0xffffff),
}

// Light is paper, not an inversion.
var Light = Theme{
	Name:   "light",
	Ground: rgb(0xfbf8f1), Panel: rgb(0xf1ece0), Raised: rgb(0xffffff),
	Ink: rgb(0x1d2230), Soft: rgb(0x545a69), Line: rgb(0x7b7d80), Faint: rgb(0xdcd5c5),
	Accent: rgb(0x1f57b8), OnAccent: rgb(0xffffff),
	Held: rgb(0xad7500), Ball: rgb(0xffc928), Backward: rgb(0xc62f36), Forward: rgb(0x16763e), Data: rgb(0x1f66c1),
	Low: rgb(0x1c3a8a), High: rgb(0xf0884a), Attention: rgb(0x5b1a9e), Past: rgb(0xffffff),
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xff}
}

// A Color is a colour of a theme.
type Color = color.NRGBA

// The type scale.
var (
	Text    = paint.Font{Family: paint.Sans, Size: 18}
	Lede    = paint.Font{Family: paint.Sans, Size: 21, Weight: 400}
	Small   = paint.Font{Family: paint.Sans, Size: 15}
	Label   = paint.Font{Family: paint.Sans, Size: 14}
	Control = paint.Font{Family: paint.Sans, Size: 15, Weight: 500}
	Number  = paint.Font{Family: paint.Mono, Size: 15}
	Code    = paint.Font{Family: paint.Mono, Size: 15}
	Title   = paint.Font{Family: paint.Sans, Size: 52, Weight: 750}
	H1      = paint.Font{Family: paint.Sans, Size: 38, Weight: 720}
	H2      = paint.Font{Family: paint.Sans, Size: 26, Weight: 680}
	H3      = paint.Font{Family: paint.Sans, Size: 20, Weight: 680}
)

// Spacing and sizes in CSS pixels.
const (
	Leading = 1.6  // line height of text over its size
	Measure = 650  // the width of a column of text: about 66 characters
	Gap     = 12   // between controls
	Space   = 28   // between blocks
	Target  = 32   // the height of a control; never under 24
	Radius  = 10   // of panels and buttons
	Wide    = 1080 // from this width on a figure stands beside its explanation
)

// Motion is how long things move; under reduced motion they do not.
const (
	Quick = 150 * time.Millisecond
	Calm  = 400 * time.Millisecond
)
