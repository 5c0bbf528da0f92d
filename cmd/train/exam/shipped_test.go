package exam

import (
	"path/filepath"
	"testing"

	"zerotoai/cmd/train/course"
)

// The model that the guide ships does what the guide says of it.
func TestShipped(t *testing.T) {
	w, tok, err := course.Open(filepath.Join("..", "..", "..", "static", "model"))
	if err != nil {
		t.Fatal(err)
	}
	sizes := Whole()
	if testing.Short() {
		sizes = Sizes{Rows: 100, Asked: 300, It: 100, Texts: 200}
	}
	r, err := New(w, course.Shipped(), tok).Report(sizes)
	if err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + r.String())
	all := r.All()
	for _, c := range []struct {
		what        string
		is          float64
		least, most float64
	}{
		{"the loss above the floor", r.Above(), -0.01, 0.02},
		{"cat, if it was tired", r.Guide[0], 0.95, 1},
		{"mat, if it was soft", r.Guide[1], 0.95, 1},
		{"right about it", all.With.Right, 0.99, 1.001},
		{"attention of the head", all.With.Weight(r.Head), 0.80, 1.001},
		{"right without the head", all.Without.Right, 0, 0.6},
		{"sentences", float64(r.Good) / float64(sizes.Texts), 0.97, 1},
	} {
		if !(c.is >= c.least && c.is <= c.most) {
			t.Errorf("%s: %.4f, not %v to %v", c.what, c.is, c.least, c.most)
		}
	}
	if want := " Gravity is the force that pulls things together. It makes apples fall to the ground."; r.Gravity != want {
		t.Errorf("gravity: %q, not %q", r.Gravity, want)
	}
	if c := course.Shipped().Model; w.Config.Layers != c.Layers || w.Config.Heads != c.Heads || w.Config.Width != c.Width || w.Config.Context != c.Context {
		t.Errorf("%+v is not of the recipe %+v", w.Config, c)
	}
}
