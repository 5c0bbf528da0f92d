//go:build !js

package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
)

// Text that no bundled font covers is painted, by the browser into an image, and
// lies where the browser itself sets the same words.
func TestForeignText(t *testing.T) {
	p := openTraining(t, browser(t), serve(t, trainingDir(t)), "")
	p.resize(900, 700, 2)
	p.wait("devicePixelRatio === 2")
	lower := 0
	for _, c := range []struct{ name, text, sample string }{
		{"covered", "The cat sat.", "T"},
		{"emoji", "cat 😀 mat 😀", "😀"},
		{"Arabic", "قطة the cat", "ق"},
		{"Hebrew", "חתול על מחצלת", "ח"},
		{"Hebrew among others", "say שלום to all", "ש"},
		{"CJK", "猫 cat", "猫"},
		{"control characters", "a\u200db\u2066c\u2069d", "a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p.t = t
			if !eval[bool](p.page, fmt.Sprintf(known, c.sample)) && c.name != "CJK" { // of that some machines have only boxes, each in its place
				t.Fatal("this machine has no font for it")
			}
			p.typeIn("opening", "Text", c.text)
			const label = `document.querySelector('[data-id="echo.label"]')`
			p.wait(fmt.Sprintf("%s?.textContent === %q", label, c.text))
			p.run(label + ".scrollIntoView({ block: 'center' })")
			p.calm()
			painted := p.ink(label)
			p.run("document.adoptedStyleSheets = [bare]")
			set := p.ink(label)
			p.run("document.adoptedStyleSheets = []")
			if painted.Empty() || set.Empty() {
				t.Fatalf("painted %v, set by the browser %v", painted, set)
			}
			if c.name == "covered" { // browsers round ascents: all lines of a font are set a little higher or lower
				lower = painted.Min.Y - set.Min.Y
			}
			set = set.Add(image.Pt(0, lower))
			for _, off := range []int{painted.Min.X - set.Min.X, painted.Max.X - set.Max.X, painted.Min.Y - set.Min.Y, painted.Max.Y - set.Max.Y} {
				if off < -1 || off > 1 || lower < -2 || lower > 2 { // half a CSS pixel, and one
					t.Errorf("painted in %v, and set by the browser in %v, both %d lower", painted, set, lower)
					break
				}
			}
		})
	}
}

// known asks whether the browser has a picture of a character, other than that of
// one that nobody has.
const known = `(() => {
	bare = new CSSStyleSheet(); // a strict policy refuses others
	bare.replaceSync('#stage canvas { visibility: hidden !important } .painted .live [data-id="echo.label"], .painted .live [data-id="echo.label"] * { color: #fff !important }');
	const c = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
	c.font = '32px Inter, sans-serif';
	const picture = s => { c.clearRect(0, 0, 99, 99); c.fillText(s, 9, 50); return c.getImageData(0, 0, 99, 99).data.join(); };
	return picture(%q) !== picture('\u{10ffff}');
})()`

// ink is where an element has other pixels than its ground, in device pixels.
func (p *trainingPage) ink(element string) (box image.Rectangle) {
	p.t.Helper()
	p.settle()
	const of = "(() => { const r = %s.getBoundingClientRect(); return [r.left + scrollX - 8, r.top + scrollY - 4, 400, r.height + 8].map(Math.round); })()"
	r := eval[[4]float64](p.page, fmt.Sprintf(of, element))
	shot := call(p.page, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{
		Clip: &cdppage.Viewport{X: r[0], Y: r[1], Width: r[2], Height: r[3], Scale: 1},
	})
	img, err := png.Decode(bytes.NewReader(shot.Data))
	if err != nil {
		p.t.Fatal(err)
	}
	b := img.Bounds()
	ground := img.At(b.Min.X, b.Min.Y)
	gr, gg, gb, _ := ground.RGBA()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, bl, _ := img.At(x, y).RGBA()
			if differ(r, gr)+differ(g, gg)+differ(bl, gb) > 80<<8 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

func differ(a, b uint32) uint32 { return max(a, b) - min(a, b) }
