package flow

import (
	"slices"
	"testing"
)

// Columns get what they want, or share what is over their longest words;
// there are none where these do not stand side by side.
func TestShare(t *testing.T) {
	for _, c := range []struct{ least, most, want []float64 }{
		{[]float64{50, 60}, []float64{80, 90}, []float64{80, 90}},
		{[]float64{50, 50}, []float64{150, 250}, []float64{83, 116}},
		{[]float64{50, 150}, []float64{80, 300}, []float64{50, 150}},
		{[]float64{40, 90, 71}, []float64{40, 400, 80}, nil},
	} {
		if got := share(c.least, c.most, 200); !slices.Equal(got, c.want) {
			t.Errorf("%v and %v share 200 as %v, want %v", c.least, c.most, got, c.want)
		}
	}
}
