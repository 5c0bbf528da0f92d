package model

import (
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// A counter is a figure that says how often it was given a model.
type counter struct {
	reads int
	on    string
}

func (f *counter) Read(m *Model) { f.reads++ }

func (f *counter) Layout(*ui.Context, paint.Point) paint.Point { return paint.Pt(200, 40) }
func (f *counter) Handle(e ui.Event) bool                      { _, set := e.(ui.Set); return set }
func (f *counter) Draw(c *ui.Context, to paint.Canvas) {
	to.Fill(paint.Rectangle(paint.Box(0, 0, 200, 40)), c.Theme.Data)
}

func (f *counter) Describe() ui.Node {
	return ui.Node{ID: "counter", Role: ui.Image, Name: "A figure", Bounds: paint.Box(0, 0, 200, 40)}
}

func (f *counter) State() []ui.Param { return []ui.Param{ui.Option("on", &f.on, []string{"yes"})} }
func (f *counter) Restored()         { f.on += "!" }
func (f *counter) Shared() any       { return f }

// A shelf asks once, asks again when it is told to, and tells what comes.
func TestShelf(t *testing.T) {
	asked, told := 0, 0
	s := &Shelf{Bring: func() { asked++ }, Changed: func() { told++ }}
	expect := func(what string, wantAsked, wantTold int, waiting, failed, open bool) {
		t.Helper()
		if asked != wantAsked || told != wantTold || s.Waiting() != waiting || (s.Failure() != "") != failed || (s.Open() != nil) != open {
			t.Errorf("%s: asked %d times, told %d times, waiting %v, failed %q, open %v", what, asked, told, s.Waiting(), s.Failure(), s.Open() != nil)
		}
	}
	expect("at first", 0, 0, false, false, false)
	s.Want()
	s.Want()
	expect("wanted twice", 1, 1, true, false, false)
	s.Fail("the line is dead")
	s.Want()
	expect("failed", 1, 2, false, true, false)
	s.Retry()
	expect("tried again", 2, 3, true, false, false)
	spoilt := files(t)
	delete(spoilt, "config.json")
	s.Take(spoilt)
	expect("spoilt", 2, 4, false, true, false)
	s.Retry()
	s.Take(files(t))
	expect("taken", 3, 6, false, false, true)
	s.Retry()
	first := s.Open()
	s.Put(shipped(t))
	expect("another", 3, 7, false, false, true)
	if s.Open() == first {
		t.Error("the first model is still on the shelf")
	}
	none := &Shelf{}
	none.Want()
	if none.Waiting() {
		t.Error("waits for nobody")
	}
}

// A gate says why there is nothing to see, and is nothing when there is.
func TestGate(t *testing.T) {
	c, f := uitest.Context(t, &theme.Dark), &counter{}
	s := &Shelf{Bring: func() {}}
	g := NewGate("gate", s, f)
	if ps := g.State(); len(ps) != 1 || ps[0].Set("yes") != nil {
		t.Fatal("the figure's state is not the gate's")
	}
	if g.Restored(); f.on != "yes!" {
		t.Error("the figure is not told that it has been restored")
	}
	if g.Shared() != f {
		t.Error("the gate does not share what the figure shares")
	}
	g.Layout(c, paint.Pt(700, 1e6))
	notice := func(want bool) {
		t.Helper()
		if g.Handle(ui.Notice{}) != want {
			t.Errorf("a notice changes the gate: %v", !want)
		}
		g.Layout(c, paint.Pt(700, 1e6))
	}
	notice(false)
	s.Want()
	notice(true)
	uitest.Find(t, g, ui.Output, "Model")
	s.Fail("the line is dead")
	notice(true)
	uitest.Check(t, g)
	if uitest.Set(t, c, g, ui.Button, "Try again", 0, ""); !s.Waiting() {
		t.Error("the button does not try again")
	}
	s.Put(shipped(t))
	notice(true)
	notice(false)
	if g.Describe().ID != "counter" || f.reads != 1 || !g.Handle(ui.Set{}) {
		t.Errorf("open, it is described as %v, after %d readings", g.Describe(), f.reads)
	}
	s.Put(shipped(t))
	if notice(true); f.reads != 2 {
		t.Errorf("another model was read %d times", f.reads-1)
	}
}

// Over a figure that reads a guest a gate says so, and leads back; a figure that
// is at home never does.
func TestGuest(t *testing.T) {
	c, f, h := uitest.Context(t, &theme.Dark), &counter{}, &counter{}
	s := &Shelf{}
	s.Put(shipped(t))
	g, home := NewGate("gate", s, f), NewGate("home", s, h)
	home.Home = true
	lay := func() {
		g.Layout(c, paint.Pt(700, 1e6))
		home.Layout(c, paint.Pt(700, 1e6))
	}
	lay()
	s.Invite(narrow(t))
	if !g.Handle(ui.Notice{}) || home.Handle(ui.Notice{}) {
		t.Error("a guest is noticed at home, or nowhere")
	}
	lay()
	if n := g.Describe(); len(n.Children) != 3 || f.reads != 2 || h.reads != 1 || home.Describe().ID != "counter" {
		t.Errorf("with a guest: %v, read %d times, at home %d times", n, f.reads, h.reads)
	}
	s.Guest().Wild = true
	lay()
	uitest.Check(t, g)
	if n := g.Describe(); len(n.Children) != 2 {
		t.Errorf("a figure is shown that a wild model has: %v", n)
	}
	uitest.Set(t, c, g, ui.Button, "Back to the guide’s model", 0, "")
	lay()
	if g.Describe().ID != "counter" || f.reads != 3 || s.Guest() != nil || s.Open() != s.Guide() {
		t.Errorf("back: %v, read %d times", g.Describe(), f.reads)
	}
}

func TestWaiting(t *testing.T) {
	uitest.Golden(t, func() ui.Widget {
		s := &Shelf{Bring: func() {}}
		s.Fail("model.js could not be loaded")
		return NewGate("gate", s, &counter{})
	}, ui.Set{ID: "gate.retry"})
}
