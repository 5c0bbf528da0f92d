package attention

import (
	"strings"
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// A key press in a text that fills the context: all that is done for it.
func BenchmarkKey(b *testing.B) {
	fs := figures(b)
	c := uitest.Context(b, &theme.Dark)
	long := strings.Repeat("The cat sat on the mat because it was tired. ", 12)
	for i := 0; b.Loop(); i++ {
		fs[fanID].Handle(ui.Set{ID: fanID + ".text", Text: long + strings.Repeat(" a", i%5)})
		for _, name := range []string{fanID, gridID} {
			fs[name].Layout(c, paint.Pt(720, 1e6))
			fs[name].Describe()
			paint.Record(func(to paint.Canvas) { fs[name].Draw(c, to) })
		}
	}
}
