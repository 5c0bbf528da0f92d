package ui_test

import (
	"slices"
	"strconv"
	"testing"

	"zerotoai/widgets/ui"
)

// Whatever a link says, a parameter takes it or leaves everything as it was;
// what it has taken lies in its range, and a link can say it again.
func FuzzParams(f *testing.F) {
	for _, s := range []string{"", "1", "-2.5", "NaN", "+Inf", "1e309", "0x1p3", "1_0", "Red", "green", "ſ", " 1", "１", "9223372036854775808"} {
		f.Add(s)
	}
	options := []string{"red", "Green", "s"}
	f.Fuzz(func(t *testing.T, s string) {
		x, n, o := 0.5, 3, "red"
		ps := []ui.Param{ui.Float("x", &x, -10, 10), ui.Int("n", &n, -5, 5), ui.Option("o", &o, options)}
		for _, p := range ps {
			before := [...]any{x, n, o}
			err := p.Set(s)
			if after := [...]any{x, n, o}; err != nil && after != before {
				t.Errorf("%s refuses %q (%v) and changes %v to %v", p.Name, s, err, before, after)
			}
		}
		if !(-10 <= x && x <= 10) || n < -5 || n > 5 || !slices.Contains(options, o) {
			t.Fatalf("%q makes %v, %v, %q", s, x, n, o)
		}
		for _, p := range ps {
			said := p.Get()
			if said == "" {
				continue // as at first
			}
			if err := p.Set(said); err != nil {
				t.Errorf("%s says %q, which it does not take: %v", p.Name, said, err)
			}
			if again := p.Get(); again != said && !(p.Name == "x" && again == "") {
				t.Errorf("%s says %q, and then %q", p.Name, said, again)
			}
		}
		if n, err := strconv.Atoi(s); err == nil && -5 <= n && n <= 5 {
			if err := ps[1].Set(s); err != nil {
				t.Errorf("%q is refused: %v", s, err)
			}
		}
	})
}
