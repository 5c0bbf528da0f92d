package screen

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"syscall/js"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
)

// foreignCanvas is where the browser paints text that no bundled font covers.
func foreignCanvas() js.Value {
	c := js.Global().Get("document").Call("createElement", "canvas")
	return c.Call("getContext", "2d", map[string]any{"willReadFrequently": true})
}

// foreignFont writes f for a 2D context.
func foreignFont(f paint.Font, size float64) string {
	weight, style := f.Weight, ""
	if weight == 0 {
		weight = 400
	}
	if f.Italic {
		style = "italic "
	}
	return fmt.Sprintf("%s%d %gpx %s", style, weight, size, typeset.CSS(f.Family))
}

// A Browser measures and paints text with the reader's own fonts.
type Browser struct{ context js.Value }

// NewBrowser returns the page's browser.
func NewBrowser() *Browser { return &Browser{foreignCanvas()} }

// Measure returns the width of text in CSS pixels.
func (b *Browser) Measure(f paint.Font, text string) float64 {
	b.context.Set("font", foreignFont(f, f.Size))
	return b.context.Call("measureText", text).Get("width").Float()
}

// Paint paints a run at ratio device pixels to the CSS pixel. The origin of
// the text lies at the point that it returns.
func (b *Browser) Paint(r paint.Run, c color.NRGBA, ratio float64) (*image.RGBA, image.Point) {
	size := math.Round(r.Font.Size * ratio)
	origin := image.Pt(int(size/2), int(size*1.3))
	w, h := int(math.Ceil(r.Advance*ratio))+2*origin.X, int(size*2)
	canvas := b.context.Get("canvas")
	canvas.Set("width", w)
	canvas.Set("height", h)
	b.context.Set("font", foreignFont(r.Font, size))
	b.context.Set("fillStyle", fmt.Sprintf("rgb(%d %d %d / %g)", c.R, c.G, c.B, float64(c.A)/255))
	b.context.Call("fillText", r.Text, origin.X, origin.Y)
	data := b.context.Call("getImageData", 0, 0, w, h).Get("data")
	straight := image.NewNRGBA(image.Rect(0, 0, w, h))
	js.CopyBytesToGo(straight.Pix, js.Global().Get("Uint8Array").New(data.Get("buffer")))
	img := image.NewRGBA(straight.Bounds())
	for i := 0; i < len(straight.Pix); i += 4 {
		a := uint32(straight.Pix[i+3])
		for k := range 3 {
			img.Pix[i+k] = uint8(uint32(straight.Pix[i+k]) * a / 255)
		}
		img.Pix[i+3] = uint8(a)
	}
	return img, origin
}
