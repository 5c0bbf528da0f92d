package claude

import (
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui/uitest"
)

// What a frame takes while an answer streams: a token more, and all laid out.
func BenchmarkStream(b *testing.B) {
	c, w := uitest.Context(b, &theme.Dark), newStations()
	w.Read(shelf(b).Open())
	for b.Loop() {
		if !w.step() {
			w.reset()
		}
		w.Layout(c, paint.Pt(720, 1e6))
	}
}

// The same without a token more.
func BenchmarkLayout(b *testing.B) {
	c, w := uitest.Context(b, &theme.Dark), newStations()
	w.Read(shelf(b).Open())
	for range mostSteps {
		w.step()
	}
	for b.Loop() {
		w.Layout(c, paint.Pt(720, 1e6))
		w.Describe()
	}
}
