package chapters

import (
	"math/rand/v2"
	"testing"

	"zerotoai/widgets/address"
	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// A reader may be quicker than the frames: what is pressed may be of a state that
// an event before has just ended, and what a figure says is asked for before it
// is laid out anew. No figure panics then.
func TestQuickReader(t *testing.T) {
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	frames := 12
	if testing.Short() {
		frames = 4
	}
	for _, ch := range All {
		t.Run(ch.ID, func(t *testing.T) {
			r, rnd := arrive(t, m, ch.ID, address.Address{}), rand.New(rand.NewPCG(7, 7))
			for range frames {
				r.hurry(rnd, 25)
				r.tick()
			}
		})
	}
}

// hurry does n random things before anything is laid out anew.
func (r *reader) hurry(rnd *rand.Rand, n int) {
	var can [][]ui.Event
	walk(r.page.Describe(), func(n ui.Node) {
		if es := some(rnd, n); es != nil {
			can = append(can, es)
		} else if n.Role == ui.Output && n.Explains.Name != "" {
			can = append(can, []ui.Event{ui.Set{ID: n.ID}})
		}
	})
	for range n {
		for _, e := range can[rnd.IntN(len(can))] {
			r.page.Handle(e)
		}
		if rnd.IntN(6) == 0 {
			r.page.Handle(ui.Tick{Now: r.now})
		}
	}
}
