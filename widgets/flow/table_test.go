package flow

import (
	"slices"
	"testing"
)

// Columns that are too narrow for all of their words break the longest ones
// and leave the others whole.
func TestShare(t *testing.T) {
	for _, c := range []struct{ least, most, want []float64 }{
		{[]float64{50, 60}, []float64{80, 90}, []float64{80, 90}},
		{[]float64{50, 50}, []float64{150, 250}, []float64{83, 116}},
		{[]float64{40, 90, 300}, []float64{40, 90, 300}, []float64{40, 80, 80}},
		{[]float64{40, 300, 50}, []float64{40, 400, 50}, []float64{40, 110, 50}},
	} {
		if got := share(c.least, c.most, 200); !slices.Equal(got, c.want) {
			t.Errorf("%v and %v share 200 as %v, want %v", c.least, c.most, got, c.want)
		}
	}
}
