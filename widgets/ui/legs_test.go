package ui_test

import (
	"slices"
	"strings"
	"testing"

	"zerotoai/widgets/ui"
)

// What is written is read as it was.
func TestLegs(t *testing.T) {
	for want, legs := range map[string][]ui.Leg{
		"": nil, "7": {{Steps: 7, Rate: 0.5}}, "3*0.1 4*0.5": {{Steps: 3, Rate: 0.1}, {Steps: 4, Rate: 0.5}}, "2*0.25": {{Steps: 2, Rate: 0.25}},
	} {
		if got := ui.WriteLegs(legs, 0.5); got != want {
			t.Errorf("%v is written %q", legs, got)
		}
		got, err := ui.ReadLegs("steps", want, 100, 0.001, 1)
		if want == "7" {
			legs = []ui.Leg{{Steps: 7}}
		}
		if err != nil || !slices.Equal(got, legs) || ui.WriteLegs(got, 0.5) != want {
			t.Errorf("%q is read as %v, %v", want, got, err)
		}
	}
	if got := ui.WriteLegs(make([]ui.Leg, 41), 0.5); got != "" {
		t.Errorf("41 legs are written %q", got)
	}
}

// What no link can mean is refused, and asks for no memory.
func TestBadLegs(t *testing.T) {
	for _, bad := range []string{"0", "-3", "101", "x", "3*", "3*2", "3*-0.1", "3*NaN", "3*Inf", "3*0.1x", "3 4", "60*0.1 60*0.2", "0*0.1", "1.5", strings.Repeat("1*0.1 ", 41), strings.Repeat("9", 8000)} {
		if got, err := ui.ReadLegs("steps", bad, 100, 0.001, 1); err == nil || got != nil || !strings.Contains(err.Error(), "steps") || len(err.Error()) > 200 {
			t.Errorf("%.40q is read as %v, %v", bad, got, err)
		}
	}
}
