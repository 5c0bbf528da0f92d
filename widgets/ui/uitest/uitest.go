// Package uitest plays events to a widget and compares what it shows and says
// with a file in testdata, and checks what every widget must keep to.
package uitest

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"zerotoai/static"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/paint/svg"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

var update = flag.Bool("update", false, "write the files in testdata anew")

// bundled reads the fonts once for all tests of a package.
var bundled = sync.OnceValues(func() (*typeset.Fonts, error) {
	dir, err := fs.Sub(static.Fonts, "fonts")
	if err != nil {
		return nil, err
	}
	return typeset.Load(dir)
})

// Context is the guide's look with its real fonts, on a screen with one device
// pixel to the CSS pixel.
func Context(t testing.TB, th *theme.Theme) *ui.Context {
	t.Helper()
	fonts, err := bundled()
	if err != nil {
		t.Fatal(err)
	}
	return &ui.Context{Type: typeset.New(fonts, 1), Theme: th, Jobs: &Jobs{}}
}

// Reopen opens the link to a state in a figure of its own kind, and lets it make
// up for what the link asks it to replay.
func Reopen(t testing.TB, state []ui.Param, w interface {
	ui.Widget
	ui.Stateful
}) {
	t.Helper()
	linked := map[string]string{}
	for _, p := range state {
		linked[p.Name] = p.Get()
	}
	for _, p := range w.State() {
		if v := linked[p.Name]; v != "" {
			if err := p.Set(v); err != nil {
				t.Errorf("the link says %s=%s: %v", p.Name, v, err)
			}
		}
	}
	w.Restored()
	for range mostReplayed {
		if !w.Handle(ui.Tick{}) {
			return
		}
	}
}

// mostReplayed is more ticks than any figure needs for a link.
const mostReplayed = 10_000

// widths are those of a figure on a phone and on a desk.
var widths = [...]float64{336, 720}

// room is what a widget has on a desk.
var room = paint.Pt(widths[1], 1e6)

// Golden makes a widget for each width and theme, plays events to it one by
// one, and compares the words and the picture before and after with
// testdata/<test name>.txt. The words stand there once for each state, the
// pictures in the dark theme; of the light theme and of the narrow width there
// are the first and the last.
func Golden(t *testing.T, make func() ui.Widget, events ...ui.Event) {
	t.Helper()
	var got bytes.Buffer
	for _, width := range widths {
		for _, th := range [...]*theme.Theme{&theme.Dark, &theme.Light} {
			p := player{t: t, c: Context(t, th), w: make(), width: width, out: &got}
			p.brief = width != widths[1] || th != &theme.Dark
			p.play(events)
		}
	}
	compare(t, got.Bytes())
}

// A player shows a widget as events change it.
type player struct {
	t     *testing.T
	c     *ui.Context
	w     ui.Widget
	width float64
	brief bool // only the first and the last picture, and no words
	out   *bytes.Buffer
}

func (p *player) play(events []ui.Event) {
	p.show("at first")
	last := ""
	for _, e := range events {
		if !p.handle(e) {
			fmt.Fprintf(p.out, "-- %s: no change --\n", title(e))
			continue
		}
		last = title(e)
		if p.brief {
			p.layout()
		} else {
			p.show(last)
		}
	}
	if p.brief && last != "" {
		p.show(last)
	}
}

// handle gives e to the widget; while time goes by jobs are done.
func (p *player) handle(e ui.Event) (changed bool) {
	if _, ok := e.(ui.Tick); ok {
		changed = p.c.Jobs.(*Jobs).Turn(p.w)
	}
	return p.w.Handle(e) || changed
}

func title(e ui.Event) string {
	if t, ok := e.(ui.Tick); ok { // who listens to what it is asked is no part of it
		return fmt.Sprintf("ui.Tick{Now:%v}", t.Now)
	}
	return fmt.Sprintf("%T%+v", e, e)
}

func (p *player) layout() (size paint.Point) { return p.w.Layout(p.c, paint.Pt(p.width, 1e6)) }

func (p *player) show(title string) {
	size := p.layout()
	head := fmt.Sprintf("%s, %s, %g wide", title, p.c.Theme.Name, p.width)
	if !p.brief {
		fmt.Fprintf(p.out, "-- %s: says --\n", head)
		p.w.Describe().WriteText(p.out)
	}
	fmt.Fprintf(p.out, "-- %s: shows --\n", head)
	p.out.Write(svg.Render(size.X, size.Y, func(to paint.Canvas) { p.w.Draw(p.c, to) }))
}

// compare holds got against the golden file, or writes it.
func compare(t *testing.T, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", strings.ReplaceAll(t.Name(), "/", "_")+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err, "(run go test -update, then read the diff)")
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs: %s\nrun go test -update, then read the diff", file, firstDifference(got, want))
	}
}

func firstDifference(got, want []byte) string {
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d is\n%.300s\nand was\n%.300s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, and were %d", len(g), len(w))
}

// Set finds the control with a role and a name, as a reader would, and sets it.
// It fails the test if there is none or more than one, and reports whether the
// widget changed.
func Set(t *testing.T, c *ui.Context, w ui.Widget, role ui.Role, name string, number float64, text string) bool {
	t.Helper()
	n := Find(t, w, role, name)
	changed := w.Handle(ui.Set{ID: n.ID, Number: number, Text: text})
	w.Layout(c, room)
	return changed
}

// Find returns the only node with a role and a name.
func Find(t *testing.T, w ui.Widget, role ui.Role, name string) ui.Node {
	t.Helper()
	var found []ui.Node
	var walk func(n ui.Node)
	walk = func(n ui.Node) {
		if n.Role == role && n.Name == name {
			found = append(found, n)
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	walk(w.Describe())
	if len(found) != 1 {
		t.Fatalf("%d nodes are a %v called %q", len(found), role, name)
	}
	return found[0]
}
