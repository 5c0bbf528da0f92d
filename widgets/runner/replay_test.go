package runner

import (
	"testing"

	"zerotoai/widgets/ui"
)

// What a link asks for is made with the ticks, no more of it than there can
// be, and the address says all of it from the start.
func TestReplay(t *testing.T) {
	var r Replay
	made, can := 0, 10
	p := r.Param("steps", func() int { return made }, 8)
	step := func() bool { made++; return made < can }
	if r.Handle(ui.Tick{}, step) || p.Get() != "" {
		t.Fatal("nobody asked for a step")
	}
	if p.Set("9") == nil {
		t.Error("more can be asked for than there are")
	}
	ask := func(n string) {
		made = 0
		if err := p.Set(n); err != nil {
			t.Fatal(err)
		}
		r.Stop()
		r.Start()
	}
	ask("3")
	for i := range 3 {
		if p.Get() != "3" || r.Left() != 3-i || r.Handle(ui.Set{}, step) || !r.Handle(ui.Tick{}, step) {
			t.Errorf("after %d steps of 3 there are %d to go, and the address says %s", i, r.Left(), p.Get())
		}
	}
	if r.Handle(ui.Tick{}, step) || made != 3 {
		t.Errorf("%d steps were made, want 3", made)
	}
	can = 2
	if ask("5"); !r.Handle(ui.Tick{}, step) || !r.Handle(ui.Tick{}, step) || r.Handle(ui.Tick{}, step) || p.Get() != "2" {
		t.Errorf("%d steps were made, and there can be 2", made)
	}
	ask("5")
	r.Stop()
	if r.Handle(ui.Tick{}, step) || p.Get() != "" {
		t.Error("what is left out is made")
	}
}
