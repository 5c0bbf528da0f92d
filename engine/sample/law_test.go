package sample

import (
	"math"
	"math/rand/v2"
	"testing"
)

const draws = 100_000

// chiSquared compares how often each token was drawn with how often it should
// be, by Pearson's statistic, and returns the probability of a value as large
// or larger if only chance is at work. Tokens that are expected less than five
// times are counted as one.
func chiSquared(counts []int, q []float64) float64 {
	x, cells, rest, restWant := 0.0, 0, 0, 0.0
	add := func(got int, want float64) {
		x += (float64(got) - want) * (float64(got) - want) / want
		cells++
	}
	for id, n := range counts {
		switch want := q[id] * draws; {
		case want == 0 && n > 0:
			return 0
		case want >= 5:
			add(n, want)
		default:
			rest, restWant = rest+n, restWant+want
		}
	}
	if restWant >= 5 {
		add(rest, restWant)
	}
	return upperGamma(float64(cells-1)/2, x/2)
}

// upperGamma returns Γ(a, x)/Γ(a), by its continued fraction or, where that is
// slow, by the series of the lower one. Source: W. H. Press and others,
// Numerical Recipes, section 6.2.
func upperGamma(a, x float64) float64 {
	if a == 0 {
		return 1 // one cell, and no freedom
	}
	logGamma, _ := math.Lgamma(a)
	front := math.Exp(a*math.Log(x) - x - logGamma)
	if x < a+1 {
		sum, term := 1/a, 1/a
		for n := 1.0; n < 2000; n++ {
			term *= x / (a + n)
			sum += term
		}
		return 1 - front*sum
	}
	f := 0.0
	for n := 2000.0; n > 0; n-- {
		f = n * (n - a) / (x + 2*n + 1 - a - f)
	}
	return front / (x + 1 - a - f)
}

// The upper tail at values from tables: 5 % of χ² with 1, 10 and 100 degrees
// of freedom.
func TestUpperGamma(t *testing.T) {
	for _, c := range []struct{ freedom, x, want float64 }{
		{1, 3.841, 0.05}, {10, 18.307, 0.05}, {100, 124.342, 0.05}, {10, 29.588, 0.001}, {2, 2 * math.Ln2, 0.5}, {100, 77.929, 0.95}, {1, 0, 1},
	} {
		if got := upperGamma(c.freedom/2, c.x/2); math.Abs(got-c.want) > 1e-4*max(1, c.want*5) {
			t.Errorf("χ² of %v with %v degrees of freedom: %v, want %v", c.x, c.freedom, got, c.want)
		}
	}
}

// drawn counts the draws of each token.
func drawn(d *Distribution, r *rand.Rand) []int {
	counts := make([]int, len(d.Logits))
	for range draws {
		counts[d.Draw(r.Float64())]++
	}
	return counts
}

// What is drawn has the stated distribution, over a grid of settings. With 180
// tests, one in five thousand by chance is what is to be expected as the
// smallest; the seed is fixed, so a failure is not chance.
func TestDrawnFrequencies(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	logits, tests, below := randomLogits(200, 9), 0, 0
	temperatures := []float64{0, 0.1, 0.7, 1, 1.4, 2}
	if testing.Short() {
		temperatures = []float64{0.7}
	}
	for _, temperature := range temperatures {
		for _, k := range []int{0, 1, 5, 10, 50, 400} {
			for _, p := range []float64{0, 0.5, 0.9, 0.99, 1} {
				s := Settings{temperature, k, p}
				chance := chiSquared(drawn(set(t, logits, s), r), slow(logits, s))
				if chance < 1e-4 {
					t.Errorf("%+v: frequencies as far off as these come by chance with probability %v", s, chance)
				}
				if tests++; chance < 0.1 {
					below++
				}
			}
		}
	}
	if below > tests/5 {
		t.Errorf("%d of %d tests are below 10 %%", below, tests)
	}
}

// The test above sees a difference: of one token more or less, of a little in
// the temperature.
func TestFrequenciesTell(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	logits := randomLogits(200, 9)
	is := Settings{0.7, 10, 0.99}
	counts := drawn(set(t, logits, is), r)
	if chance := chiSquared(counts, slow(logits, is)); chance < 1e-4 {
		t.Errorf("the right settings come with probability %v", chance)
	}
	for _, other := range []Settings{{0.72, 10, 0.99}, {0.7, 9, 0.99}, {0.7, 11, 0.99}, {0.7, 10, 0.8}, {1, 10, 0.99}} {
		if chance := chiSquared(counts, slow(logits, other)); chance > 1e-4 {
			t.Errorf("%+v was drawn, and passes for %+v with probability %v", is, other, chance)
		}
	}
}
