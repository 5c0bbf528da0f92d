package neuralnetworks

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zerotoai/widgets/address"
	"zerotoai/widgets/network"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// says is all that a figure tells.
func says(t *testing.T, w ui.Widget) string {
	t.Helper()
	w.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	return fmt.Sprint(w.Describe())
}

// restored is w as a link to the state that is described by params makes it.
func restored[W ui.Stateful](w W, params []ui.Param) W {
	address.Restore(w.State(), address.Of(params))
	w.Restored()
	return w
}

// A link restores the worked example to the state in which it was.
func TestOutingLink(t *testing.T) {
	o := newOuting()
	params := o.State()
	if values := address.Of(params); len(values) > 0 {
		t.Errorf("at first a link keeps %v", values)
	}
	o.in[2], o.net.Params[5], o.chosen = 0.9, -1.7, network.Place{Layer: 2, I: 1}
	o.compute()
	if got, want := says(t, restored(newOuting(), params)), says(t, o); got != want {
		t.Errorf("restored:\n%s\nwas:\n%s", got, want)
	}
}

func TestBadLinks(t *testing.T) {
	for name, bad := range map[string][]string{
		"weather": {" ", "1 1", "0 0 NaN", "2 0 0", "-0.1 0 0", "a b c", strings.Repeat("1 ", 1000)},
		"neuron":  {" ", "0", "3.1", "1.5", "1.0", "-1.1", "1.1.1"},
	} {
		o := newOuting()
		before := says(t, o)
		for _, p := range o.State() {
			for _, s := range bad {
				if p.Name == name && p.Set(s) == nil {
					t.Errorf("%s takes %.40q", name, s)
				}
			}
		}
		if says(t, o) != before {
			t.Errorf("what %s refuses changes the figure", name)
		}
	}
}

func FuzzTenths(f *testing.F) {
	f.Add("0.8 0.2 0.5")
	f.Add("-0 1e-1 0x1p-1")
	f.Fuzz(func(t *testing.T, s string) {
		vs, err := readTenths(s, 3, -most, most)
		if err != nil {
			return
		}
		again, err := readTenths(writeTenths(vs), 3, -most, most)
		if err != nil || !slices.Equal(again, vs) {
			t.Errorf("%q is %v and then %v, %v", s, vs, again, err)
		}
		for _, v := range vs {
			if len(exact(v)) > len("−1.5") {
				t.Errorf("%q has %s, which is no tenth", s, exact(v))
			}
		}
	})
}
