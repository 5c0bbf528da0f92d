package backpropagation

import (
	"testing"
	"time"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// A frame in which a signal is on its way.
func BenchmarkFrame(b *testing.B) {
	c, f := uitest.Context(b, &theme.Dark), newRun(newLab())
	f.step()
	now := time.Duration(0)
	for b.Loop() {
		f.graph.Send(8, false)
		f.Handle(ui.Tick{Now: now})
		f.Layout(c, paint.Pt(700, 1e6))
		f.Describe()
		now += time.Millisecond
	}
}

// A station of the loop, with the figure laid out after it.
func BenchmarkStation(b *testing.B) {
	c, f := uitest.Context(b, &theme.Dark), newLoop(newLab())
	for b.Loop() {
		if f.walk.Round == mostRounds {
			f.begin()
		}
		f.advance()
		f.Layout(c, paint.Pt(700, 1e6))
		f.Describe()
	}
}

// A change in the first figure, as the second takes it over.
func BenchmarkChain(b *testing.B) {
	c, f := uitest.Context(b, &theme.Dark), newChain(newLab())
	for b.Loop() {
		f.lab.turn++
		f.Handle(ui.Tick{})
		f.Layout(c, paint.Pt(700, 1e6))
		f.Describe()
	}
}
