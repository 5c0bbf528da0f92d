package screen

import (
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"zerotoai/static"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
)

var out = flag.String("out", "", "write the pictures of the tests to this folder, to be looked at")

// A loop is a game whose first update is all the tests.
type loop struct {
	m    *testing.M
	code int
}

func (l *loop) Update() error            { l.code = l.m.Run(); return ebiten.Termination }
func (*loop) Draw(*ebiten.Image)         {}
func (*loop) Layout(int, int) (int, int) { return 64, 64 }

// Pixels can be read only while a game runs, and a game runs only where there
// is a display: without one the tests that read pixels skip.
func TestMain(m *testing.M) {
	flag.Parse()
	if os.Getenv("DISPLAY") == "" {
		fmt.Println("screen: no DISPLAY, so the tests of pixels are skipped; xvfb-run -a gives one")
		os.Exit(m.Run())
	}
	l := &loop{m: m, code: 1}
	if err := ebiten.RunGame(l); err != nil {
		fmt.Println("screen: no game can run here:", err)
		os.Exit(1)
	}
	os.Exit(l.code)
}

func needDisplay(t testing.TB) {
	t.Helper()
	if os.Getenv("DISPLAY") == "" {
		t.Skip("pixels can be read only where there is a DISPLAY")
	}
}

// ground is what the tests paint on: opaque, and neither black nor white.
var ground = color.NRGBA{250, 248, 240, 255}

// shoot paints a scene of w by h CSS pixels and returns its pixels.
func shoot(t testing.TB, w, h int, ratio float64, draw func(paint.Canvas)) *image.RGBA {
	t.Helper()
	return shootWith(t, NewCache(testFonts(t)), w, h, ratio, draw)
}

func shootWith(t testing.TB, cache *Cache, w, h int, ratio float64, draw func(paint.Canvas)) *image.RGBA {
	t.Helper()
	needDisplay(t)
	img := ebiten.NewImage(int(float64(w)*ratio), int(float64(h)*ratio))
	defer img.Deallocate()
	img.Fill(ground)
	cache.Paint(img, ratio, draw)
	m := image.NewRGBA(img.Bounds())
	img.ReadPixels(m.Pix)
	return m
}

// testFonts reads the bundled fonts.
func testFonts(t testing.TB) *typeset.Fonts {
	t.Helper()
	sub, err := fs.Sub(static.Fonts, "fonts")
	if err != nil {
		t.Fatal(err)
	}
	f, err := typeset.Load(sub)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// save writes pictures of one size side by side, their pixels enlarged, for
// somebody to look at, if -out is given.
func save(t testing.TB, name string, enlarge int, ms ...*image.RGBA) {
	t.Helper()
	if *out == "" {
		return
	}
	w, h := ms[0].Rect.Dx()*enlarge, ms[0].Rect.Dy()*enlarge
	sheet := image.NewRGBA(image.Rect(0, 0, w*len(ms), h))
	for i := range ms {
		for y := range h {
			for x := range w {
				sheet.SetRGBA(i*w+x, y, ms[i].RGBAAt(x/enlarge, y/enlarge))
			}
		}
	}
	f, err := os.Create(filepath.Join(*out, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, sheet); err != nil {
		t.Fatal(err)
	}
}
