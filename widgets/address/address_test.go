package address

import (
	"slices"
	"strings"
	"testing"

	"zerotoai/widgets/ui"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Address
	}{
		{"", Address{}},
		{"#attention", Address{Chapter: "attention"}},
		{"#functions?f=2x%2B1&x=-3", Address{"functions", []Value{{"f", "2x+1"}, {"x", "-3"}}}},
		{"#functions?f=sin x", Address{"functions", []Value{{"f", "sin x"}}}},
		{"#functions?x=%zz&y=2", Address{"functions", []Value{{"y", "2"}}}},
		{"#functions?x", Address{Chapter: "functions"}},
		{"#<script>alert(1)</script>", Address{}},
		{"#functions?<b>=1", Address{Chapter: "functions"}},
		{"#" + strings.Repeat("a", 10_000), Address{}},
		{"#functions?x=" + strings.Repeat("1", 10_000), Address{Chapter: "functions"}},
	} {
		got := Parse(c.in)
		if got.Chapter != c.want.Chapter || !slices.Equal(got.Values, c.want.Values) {
			t.Errorf("Parse(%.60q) = %+v, want %+v", c.in, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	ids := []string{"opening", "functions", "derivatives", "gradient-descent"}
	for in, want := range map[string]string{
		"functions": "functions", "Functions": "functions", "derivative": "derivatives",
		"gradient": "gradient-descent", "functionsx": "functions", "nowhere": "", "": "", "f": "",
	} {
		if got := Nearest(in, ids); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", in, got, want)
		}
	}
}

// What a figure's parameters write, they read; what they refuse changes nothing.
func TestRestore(t *testing.T) {
	type state struct {
		x     float64
		n     int
		curve string
	}
	params := func(s *state) []ui.Param {
		return []ui.Param{
			ui.Float("x", &s.x, -10, 10), ui.Int("n", &s.n, 0, 5),
			ui.Option("curve", &s.curve, []string{"line", "sin x"}),
		}
	}
	from := state{1, 2, "line"}
	ps := params(&from)
	from.x, from.curve = 2.5, "sin x"
	link := Address{"functions", Of(ps)}.String()
	if want := "#functions?x=2.5&curve=sin%20x"; link != want {
		t.Errorf("link %q, want %q", link, want)
	}
	to := state{1, 2, "line"}
	if n := Restore(params(&to), Parse(link).Values); n != 2 || to != from {
		t.Errorf("restored %d: %+v, want %+v", n, to, from)
	}
	if !Tells(Parse("#functions?y=1&n=9").Values, params(&to)) || Tells(Parse("#functions?y=1&N=2").Values, params(&to)) || Tells(nil, params(&to)) {
		t.Error("n is told of, y is no parameter")
	}
	bad := to
	if n := Restore(params(&bad), Parse("#functions?x=NaN&n=7&curve=tan").Values); n != 0 || bad != to {
		t.Errorf("took %d of a bad link: %+v", n, bad)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("#functions?x=1&f=2x%2B1")
	f.Add("#?=&&=?%")
	f.Fuzz(func(t *testing.T, s string) {
		a := Parse(s)
		b := Parse(a.String())
		if a.Chapter != b.Chapter || !slices.Equal(a.Values, b.Values) {
			if len(a.String()) <= maxLength {
				t.Errorf("%+v read back as %+v", a, b)
			}
		}
	})
}
