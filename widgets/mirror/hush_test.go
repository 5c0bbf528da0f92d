package mirror

import (
	"fmt"
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// A figure of a number that is spoken and one that is not.
func numbers(live, quiet string) Element {
	box := paint.Box(0, 0, 90, 30)
	return Render(ui.Node{ID: "f", Bounds: box, Children: []ui.Node{
		{ID: "live", Role: ui.Output, Name: "Result", Value: live, Live: true, Bounds: box},
		{ID: "quiet", Role: ui.Output, Name: "Loss", Value: quiet, Bounds: box},
	}})
}

// While a figure moves only what is not spoken follows it.
func TestHush(t *testing.T) {
	was, now := numbers("1 step", "0.5"), numbers("2 steps", "0.4")
	if !Hush(&now, was) {
		t.Error("a result that has changed has nothing more to say")
	}
	if d := Diff("root", &was, now); len(d) != 1 || d[0].Key != "quiet/t" || d[0].Value != "0.4" {
		t.Errorf("the page is told %v", d)
	}
	same := numbers("1 step", "0.3")
	if Hush(&same, was) {
		t.Error("a result that is the same has more to say")
	}
	if now := numbers("new", "0.3"); Hush(&now, Element{Key: "f", Tag: "div"}) || now.Children[0].Children[0].Text != "new" {
		t.Error("a result that was not there is kept from coming")
	}
}

// controls is a figure with many controls, one of which shows a number.
func controlsOf(n int, number float64) ui.Node {
	f := ui.Node{ID: "figure", Role: ui.Group, Name: "Many controls", Bounds: paint.Box(0, 0, 800, 600)}
	for i := range n {
		id := fmt.Sprintf("figure.%d", i)
		f.Children = append(f.Children, ui.Node{ID: id, Role: ui.Button, Name: fmt.Sprintf("Weight %d", i), Bounds: paint.Box(float64(i%10)*80, float64(i/10)*80, 24, 24)})
	}
	f.Children = append(f.Children, ui.Node{ID: "figure.loss", Role: ui.Output, Name: "Loss", Value: fmt.Sprint(number), Bounds: paint.Box(0, 560, 90, 30)})
	return f
}

// Of sixty controls of which none has changed the page hears nothing.
func TestManyControls(t *testing.T) {
	was := Render(controlsOf(60, 0.5))
	if d := Diff("root", &was, Render(controlsOf(60, 0.25))); len(d) != 1 || d[0].Kind != SetText {
		t.Errorf("one number makes %d ops: %v", len(d), d)
	}
}

// What following a number costs in a figure with sixty controls.
func BenchmarkManyControls(b *testing.B) {
	was, number := Render(controlsOf(60, 0)), 0.0
	b.ReportAllocs()
	for b.Loop() {
		number++
		now := Render(controlsOf(60, number))
		Encode(Diff("root", &was, now))
		was = now
	}
}
