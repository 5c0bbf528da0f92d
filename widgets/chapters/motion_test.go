package chapters

import (
	"testing"
	"time"

	"zerotoai/widgets/address"
	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// For readers who want little motion no chapter moves by itself: once it is
// worked out it stays as it is, and asks for no more time. What such a reader
// plays goes on all the same. (The opening, which moves at first, has a test of
// its own.)
func TestNothingMovesByItself(t *testing.T) {
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	plays := 0
	for _, ch := range All {
		r := arrive(t, m, ch.ID, address.Address{})
		r.c.Still = true
		r.page.Touch()
		r.layout()
		r.settle(t)
		r.press("claude.preferences", "Choose ten for me") // without choices there is nothing to play
		next := time.Duration(0)
		if r.page.Handle(ui.Tick{Now: r.now, Next: &next}) || next != 0 {
			t.Errorf("%s moves, or asks for a moment %v from now", ch.ID, next-r.now)
		}
		for _, name := range r.page.Doc.Figures() {
			was := r.shows(name)
			if r.press(name, "Play"); r.shows(name) == was {
				continue
			}
			plays++
			was = r.shows(name)
			for n := 0; n < 12 && r.shows(name) == was; n++ { // a beat may be some seconds
				r.tick()
			}
			if r.shows(name) == was {
				t.Errorf("%s plays, and stays as it is", name)
			}
			r.press(name, "Pause")
		}
	}
	if plays < 20 {
		t.Errorf("only %d figures play", plays)
	}
}
