package chapters

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/widgets/address"
	"zerotoai/widgets/chapters/opening"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// guests are blueprints like no published one.
var guests = []gpt.Config{
	{Layers: 2, Heads: 3, Width: 48, Context: 20, Vocabulary: 300},
	{Layers: 1, Heads: 1, Width: 4, Context: 1, Vocabulary: 256},
	{Layers: 5, Heads: 1, Width: 5, Context: 3, Vocabulary: 257},
	{Layers: 12, Heads: 12, Width: 24, Context: 1024, Vocabulary: 400},
}

// invited is a random model that is on a shelf beside the guide's.
func invited(t *testing.T, c gpt.Config, weight func() float64) *model.Shelf {
	t.Helper()
	tok, err := token.Train(strings.Repeat("The cat sat on the mat because it was tired. One horse saw a lamb; dogs bite men, men bite dogs. ", 3), c.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	if c.Vocabulary = tok.Size(); c.Vocabulary == 0 {
		t.Fatal("no vocabulary")
	}
	w, err := gpt.NewWeights(c)
	if err != nil {
		t.Fatal(err)
	}
	for i := range w.Data {
		w.Data[i] = float32(weight())
	}
	m, err := model.New(tok, w)
	if err != nil {
		t.Fatal(err)
	}
	guide, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	shelf := &model.Shelf{}
	shelf.Put(guide)
	shelf.Invite(m)
	return shelf
}

// Every figure that reads a model reads any, whatever its weights are.
func TestGuests(t *testing.T) {
	small, wide := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(3, 4))
	for _, c := range guests {
		meet(t, invited(t, c, func() float64 { return small.NormFloat64() / 50 }))
	}
	for _, weight := range []func() float64{
		func() float64 { return 0 },
		func() float64 { return 1 },
		func() float64 { return wide.NormFloat64() * 2 },
		func() float64 { return wide.NormFloat64() * 1e15 },
	} {
		meet(t, invited(t, guests[0], weight))
	}
}

// meet visits all figures that read the guest on a shelf.
func meet(t *testing.T, shelf *model.Shelf) {
	ps, err := Pages(&opening.Choices{Theme: opening.System}, shelf, func() {})
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range ps[1 : len(All)+1] {
		if All[i].Read == nil {
			continue
		}
		for name, w := range p.Figures {
			t.Run(fmt.Sprintf("%d layers/%s", shelf.Guest().Weights.Config.Layers, name), func(t *testing.T) { visit(t, w, shelf) })
		}
	}
}

// visit operates all controls of a figure with a guest, and again when the
// guest has left.
func visit(t *testing.T, w ui.Widget, shelf *model.Shelf) {
	c := uitest.Context(t, &theme.Dark)
	faults := func(when string) {
		t.Helper()
		for _, f := range uitest.Faults(c, w, 720) {
			t.Errorf("%s: %s", when, f)
		}
		walk(w.Describe(), func(n ui.Node) {
			if strings.Contains(n.Name+n.Value, "NaN") {
				t.Errorf("%s: %s says %s", when, n.ID, n.Name+n.Value)
			}
		})
	}
	w.Handle(ui.Notice{}) // an exercise may be done by what was read before it was met
	faults("at first")
	operate(c, w)
	faults("operated")
	guest := shelf.Guest()
	shelf.Invite(nil)
	w.Handle(ui.Notice{})
	faults("the guest has left")
	shelf.Invite(guest)
	w.Handle(ui.Notice{})
	faults("it is there again")
}

// operate moves every slider to its ends, makes every choice and presses every
// button.
func operate(c *ui.Context, w ui.Widget) {
	do := func(e ui.Event) {
		w.Handle(e)
		w.Layout(c, paint.Pt(720, 1e6))
		for now := range 3 {
			w.Handle(ui.Tick{Now: time.Duration(now) * time.Second})
			w.Layout(c, paint.Pt(720, 1e6))
		}
	}
	var nodes []ui.Node
	walk(w.Describe(), func(n ui.Node) { nodes = append(nodes, n) })
	for _, n := range nodes {
		switch {
		case strings.HasSuffix(n.ID, ".back"):
		case n.Role == ui.Slider || n.Role == ui.Handle:
			do(ui.Set{ID: n.ID, Number: n.Range.Max})
			do(ui.Set{ID: n.ID, Number: n.Range.Min})
		case n.Role == ui.Choice:
			for _, o := range n.Options {
				do(ui.Set{ID: n.ID, Text: o})
			}
		case n.Role == ui.Field:
			for _, text := range []string{"", "x", strings.Repeat("the dog bites ", 40), "The dog ran."} {
				do(ui.Set{ID: n.ID, Text: text})
			}
		case n.Role.Control():
			do(ui.Set{ID: n.ID})
		}
	}
}

// An address that was made with a large model is read with a small one: what
// there is not is left out, before the model has come and after that.
func TestGuestAddress(t *testing.T) {
	values := address.Parse("#x?text=The+dog+ran&prompt=The+dog&layer=12&head=12&token=95&block=11&walk=4&station=4&number=768&framed=768&word=50000" +
		"&position=1024&positionnumber=768&sentence=man+bites+dog&place=90&sumnumber=768&key=95&off=12.12,1.1&merges=30&directions=2+and+3&draws=5").Values
	for _, c := range guests {
		shelf := invited(t, c, rand.New(rand.NewPCG(1, 2)).NormFloat64)
		guest := shelf.Guest()
		for _, late := range []bool{false, true} {
			shelf.Invite(nil)
			ps, err := Pages(&opening.Choices{Theme: opening.System}, shelf, func() {})
			if err != nil {
				t.Fatal(err)
			}
			ctx := uitest.Context(t, &theme.Dark)
			for i, p := range ps[1 : len(All)+1] {
				if All[i].Read == nil {
					continue
				}
				for name, w := range p.Figures {
					if late {
						w.Layout(ctx, paint.Pt(720, 1e6))
					}
					restore(w, values)
					for _, m := range []*model.Model{nil, guest, nil} {
						shelf.Invite(m)
						w.Handle(ui.Notice{})
						for _, f := range uitest.Faults(ctx, w, 720) {
							t.Errorf("%s, guest %v: %s", name, m != nil, f)
						}
						restore(w, values)
					}
				}
			}
		}
	}
}

// restore sets what an address says of a figure.
func restore(w ui.Widget, values []address.Value) {
	if s, ok := w.(ui.Stateful); ok && address.Restore(s.State(), values) > 0 {
		s.Restored()
	}
}
