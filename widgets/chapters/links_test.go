package chapters

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"zerotoai/widgets/address"
	"zerotoai/widgets/chapters/opening"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// A reader has a chapter of the guide open.
type reader struct {
	c     *ui.Context
	page  *flow.Page
	state []ui.Param
	now   time.Duration
}

// arrive opens a chapter with the guide's model, at an address.
func arrive(t *testing.T, m *model.Model, chapter string, at address.Address) *reader {
	t.Helper()
	shelf := &model.Shelf{}
	shelf.Put(m)
	ps, err := Pages(&opening.Choices{Theme: opening.System}, shelf, func() {})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(ps, func(p *flow.Page) bool { return p.ID == chapter })
	r := &reader{c: uitest.Context(t, &theme.Dark), page: ps[i], state: ps[i].State()}
	r.page.View = paint.Box(0, 0, 1e6, 1e6)
	if len(at.Values) > 0 {
		if n := address.Restore(r.state, at.Values); n != len(at.Values) {
			t.Errorf("of %d values in an address %d are taken: %v", len(at.Values), n, at)
		}
		r.page.Restored()
	}
	r.layout()
	return r
}

func (r *reader) layout() { r.page.Layout(r.c, paint.Pt(800, 1e6)) }

func (r *reader) do(e ui.Event) {
	r.page.Handle(e)
	r.layout()
}

// tick lets a second go by, and reports whether anything has changed.
func (r *reader) tick() bool {
	r.now += time.Second
	changed := r.c.Jobs.(*uitest.Jobs).Turn(r.page)
	changed = r.page.Handle(ui.Tick{Now: r.now}) || changed
	r.layout()
	return changed
}

// press presses the buttons of a figure that are called so.
func (r *reader) press(name, button string) {
	walk(r.figure(name), func(n ui.Node) {
		if n.Role == ui.Button && n.Name == button && !n.Disabled {
			r.do(ui.Set{ID: n.ID})
		}
	})
}

// settle lets time go by until nothing moves.
func (r *reader) settle(t *testing.T) {
	t.Helper()
	for calm, n := 0, 0; calm < 3; n++ {
		if calm++; r.tick() || r.c.Jobs.(*uitest.Jobs).Busy() {
			calm = 0
		}
		if n == 5000 {
			t.Fatal("it never comes to rest")
		}
	}
}

// figure is what a figure says.
func (r *reader) figure(name string) ui.Node {
	n, _ := r.page.Describe().Find(name + ".figure")
	return n
}

// shows is all that a figure says and shows.
func (r *reader) shows(name string) string {
	var b strings.Builder
	r.figure(name).WriteText(&b)
	b.Write(r.page.Picture(r.c, name+".figure"))
	speed, ok := r.figure(name).Find(name + ".speed")
	if ok { // is measured, and so never the same
		return strings.ReplaceAll(b.String(), speed.Value, "measured")
	}
	return b.String()
}

// address is the one that leads to what the chapter shows.
func (r *reader) address() address.Address {
	return address.Address{Chapter: r.page.ID, Values: address.Of(r.state)}
}

// texts are what a reader types.
var texts = []string{"", "x", "The dog sees a cat.", "sin(x)*x", "2x+1", "12", "0.5", "the lamb saw the horse and it ran", "7B", "ü€"}

// some is something that a reader can do with a node: nothing, or some events.
// Cards are not opened: a link does not keep them open.
func some(rnd *rand.Rand, n ui.Node) (es []ui.Event) {
	place := func() paint.Point {
		return n.Bounds.Min.Add(paint.Pt(rnd.Float64()*n.Bounds.W(), rnd.Float64()*n.Bounds.H()))
	}
	switch n.Role {
	case ui.Slider, ui.Handle:
		steps := math.Round((n.Range.Max - n.Range.Min) / n.Range.Step)
		return []ui.Event{ui.Set{ID: n.ID, Number: min(n.Range.Max, n.Range.Min+n.Range.Step*math.Floor(rnd.Float64()*(steps+1)))}}
	case ui.Field:
		return []ui.Event{ui.Set{ID: n.ID, Text: texts[rnd.IntN(len(texts))]}}
	case ui.Choice:
		return []ui.Event{ui.Set{ID: n.ID, Text: n.Options[rnd.IntN(len(n.Options))]}}
	case ui.Button, ui.Toggle, ui.Spot:
		if !n.Files && !n.Disabled {
			return []ui.Event{ui.Set{ID: n.ID}}
		}
	case ui.Pad:
		at, to := place(), place()
		return []ui.Event{
			ui.Pointer{Kind: ui.Press, At: at}, ui.Pointer{Kind: ui.Drag, At: to},
			ui.Pointer{Kind: ui.Release, At: to}, ui.Pointer{Kind: ui.Leave, At: to},
		}
	}
	return nil
}

// play does n random things with a figure, lets time go by in between, and stops
// what plays. What a field refuses is taken back.
func (r *reader) play(rnd *rand.Rand, name string, n int) {
	for range n {
		var can [][]ui.Event
		taken := map[string]string{}
		walk(r.figure(name), func(n ui.Node) {
			taken[n.ID] = n.Value
			if es := some(rnd, n); es != nil {
				can = append(can, es)
			}
		})
		if len(can) == 0 {
			return
		}
		for _, e := range can[rnd.IntN(len(can))] {
			r.do(e)
		}
		r.takeBack(name, taken)
		for range rnd.IntN(4) {
			r.tick()
		}
	}
	for n := 0; n < 8 || n < 100 && r.writing(name); n++ { // what has just begun has something to show
		r.tick()
	}
	r.press(name, "Pause")
}

// writing reports whether a training may be in the midst of writing a sample, as
// it does after each tenth step: a link tells the steps alone.
func (r *reader) writing(name string) bool {
	step, _ := r.figure(name).Find(name + ".step")
	var n, of int
	fmt.Sscanf(step.Value, "%d of %d", &n, &of)
	return n > 0 && n%10 == 0
}

// takeBack has fields and choices of a figure say what they said, if one of them
// refuses what it says.
func (r *reader) takeBack(name string, said map[string]string) {
	refused := false
	walk(r.figure(name), func(n ui.Node) { refused = refused || n.Error != "" })
	if !refused {
		return
	}
	walk(r.figure(name), func(n ui.Node) {
		if (n.Role == ui.Field || n.Role == ui.Choice) && n.Value != said[n.ID] {
			r.do(ui.Set{ID: n.ID, Text: said[n.ID]})
		}
	})
}

// stateful reports whether a link keeps something of a figure.
func stateful(w ui.Widget) bool {
	if g, ok := w.(*model.Gate); ok {
		w = g.Of
	}
	_, ok := w.(ui.Stateful)
	return ok
}

// Whatever a reader does with a figure, the link to it shows the same to another
// reader; and when all that links tell is reset, it is as at first.
func TestLinks(t *testing.T) {
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	seeds, things := 4, 24
	if testing.Short() {
		seeds, things = 1, 8
	}
	for _, ch := range All {
		first := arrive(t, m, ch.ID, address.Address{})
		first.settle(t)
		for _, name := range first.page.Doc.Figures() {
			w := first.page.Figures[name]
			if _, task := w.(ui.Goal); task {
				continue
			}
			t.Run(name, func(t *testing.T) {
				changed := false
				for seed := range seeds {
					changed = follow(t, m, first, name, uint64(seed), things) || changed
				}
				if stateful(w) && !changed && !testing.Short() {
					t.Error("whatever is done, it shows the same")
				}
			})
		}
	}
}

// follow plays with a figure, follows the link to it, and resets it. It reports
// whether the figure has shown something else than at first.
func follow(t *testing.T, m *model.Model, first *reader, name string, seed uint64, things int) (changed bool) {
	t.Helper()
	r := arrive(t, m, first.page.ID, address.Address{})
	r.play(rand.New(rand.NewPCG(seed, 7)), name, things)
	r.settle(t)
	link := r.address().String()
	at := address.Parse(link)
	if at.String() != link {
		t.Errorf("seed %d: the link %s is read as %s", seed, link, at)
	}
	q := arrive(t, m, first.page.ID, at)
	q.settle(t)
	want := r.shows(name)
	if got := q.shows(name); got != want {
		t.Errorf("seed %d: by the link %.600s\n%s", seed, link, firstDifference(got, want))
	}
	q.press(name, "Play")
	q.tick()
	q.page.Handle(ui.Halt{})
	ui.Reset(q.state)
	q.page.Restored()
	q.layout()
	q.settle(t)
	if got, want := q.shows(name), first.shows(name); got != want {
		t.Errorf("seed %d: reset, after %.600s\n%s", seed, link, firstDifference(got, want))
	}
	return want != first.shows(name)
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d is\n%.300s\nand is to be\n%.300s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, and are to be %d", len(g), len(w))
}

// Whatever a link says, each value is taken or refused, and what is taken is told
// so that it is taken again; what is refused changes nothing.
func FuzzLink(f *testing.F) {
	for _, s := range []string{
		"", "x", "yes", "7", "-1", "1e9", "NaN", "0.5", "1.2", "3+12", "3+", "1-5 7-9", "9-5", "7: 2 2 0", "2: 1 2 3", "38", "3*0.05*0.1 35*0.78*0.9",
		"0*0*0", "4*0.1 3*1.3", "1 1 0;-1;-", "-9", "0 1.5 -2", "\x00", "1.2,3.3", "Llama 1 2 3 4 5 6 7 8", "100000000000000000000",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ps, err := Pages(&opening.Choices{Theme: opening.System}, &model.Shelf{}, func() {})
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range ps {
			for _, p := range page.State() {
				before := p.Get()
				if err := p.Set(s); err != nil {
					if after := p.Get(); after != before {
						t.Errorf("%s refuses %q and is %q", p.Name, s, after)
					}
					continue
				}
				told := p.Get()
				if err := p.Set(told); err != nil || p.Get() != told {
					t.Errorf("%s takes %q as %q, and that as %q: %v", p.Name, s, told, p.Get(), err)
				}
			}
			if len(s) < 4 { // what is long may ask for much work
				page.Restored()
			}
		}
	})
}
