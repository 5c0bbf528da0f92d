//go:build !js

package main

import (
	"bytes"
	"compress/gzip"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"

	"zerotoai/cmd/site/edition"
)

// The budget of the page, in bytes as a web server sends them, compressed. It
// is policy like the floors: what grows past it is made smaller or loaded later.
// A chapter adds some 100 kB to the program: the thirteen of the guide leave a
// little of the 5.5 MB of README's table to what all of them share.
const (
	articleBudget = 100e3 // the article and its style: until the first words
	startBudget   = 5.3e6 // all that is loaded until the figures live
	singleBudget  = 16e6  // the single file as it is: mail takes a third more, and 25 MB
)

func TestBudget(t *testing.T) {
	dir := dist(t)
	article := sent(t, dir, "index.html") + sent(t, dir, "style-*.css")
	start := article + sent(t, dir, "boot-*.js") + sent(t, dir, "fonts-*.js") + sent(t, dir, "guide-*.js")
	t.Logf("the article takes %d bytes, the start %d", article, start)
	if article > articleBudget {
		t.Errorf("the article takes %d bytes, more than %.0f", article, articleBudget)
	}
	if start > startBudget {
		t.Errorf("until the figures live %d bytes are loaded, more than %.0f", start, startBudget)
	}
}

// sent returns how many bytes the only file of a name takes, compressed.
func sent(t *testing.T, dir, name string) int {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, name))
	if err != nil || len(paths) != 1 {
		t.Fatalf("%s is %v, %v", name, paths, err)
	}
	data, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err1 := w.Write(data)
	if err2 := w.Close(); err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	return b.Len()
}

// With as much of Ebitengine as it needs the program paints what it paints
// with all of it.
func TestTrimmed(t *testing.T) {
	ctx, dirs := browser(t), []string{dist(t), whole(t)}
	var pictures [2][][]byte
	for i, dir := range dirs {
		p := tab(t, ctx, serve(t, dir), 900)
		call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
		p.navigate("")
		p.wait("zerotoai.ready && zerotoai.painted")
		pictures[i] = screens(p)
	}
	for i := range pictures[0] {
		if d := difference(t, pictures[0][i], pictures[1][i]); d > 1 {
			t.Errorf("screen %d differs by %d of 255", i+1, d)
		}
	}
}

// difference returns how far apart two pictures are where they differ most. A
// single pixel may be off by one from visit to visit: pictures lie elsewhere in
// the memory of the graphics card, and are sampled with other roundings.
func difference(t *testing.T, a, b []byte) (d int) {
	t.Helper()
	p, q := pixels(t, a), pixels(t, b)
	if len(p) != len(q) {
		return 255
	}
	for i := range p {
		d = max(d, int(p[i])-int(q[i]), int(q[i])-int(p[i]))
	}
	return d
}

func pixels(t *testing.T, picture []byte) []uint8 {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	c := image.NewRGBA(m.Bounds())
	draw.Draw(c, c.Rect, m, m.Bounds().Min, draw.Src)
	return c.Pix
}

// whole writes the guide's site with all of Ebitengine.
func whole(t *testing.T) string {
	t.Helper()
	s, err := edition.New()
	if err != nil {
		t.Fatal(err)
	}
	if s.Wasm, err = edition.Whole(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := s.Build(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// screens goes through the guide and takes pictures.
func screens(p *page) (pictures [][]byte) {
	for _, place := range []string{"0", ".02", ".1", ".2", ".35", ".5", ".65", ".8", ".9", "1"} {
		p.run("scrollTo({ top: " + place + " * (document.documentElement.scrollHeight - innerHeight), behavior: 'instant' })")
		pictures = append(pictures, p.calm())
	}
	return pictures
}

// calm returns a picture of the view when it does not change any more.
func (p *page) calm() (picture []byte) {
	p.t.Helper()
	for range 40 {
		p.settle()
		before := picture
		picture = []byte(call(p, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{}).Data)
		if bytes.Equal(before, picture) {
			return picture
		}
		time.Sleep(300 * time.Millisecond)
	}
	p.t.Error("the view never stops to change")
	return picture
}
