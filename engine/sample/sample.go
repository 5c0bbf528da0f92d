// Package sample turns a model's logits into the next token, and keeps all
// that lies between.
//
//	var d sample.Distribution
//	err := d.Set(logits, sample.Settings{Temperature: 0.7, TopK: 10, TopP: 0.9})
//	id := d.Draw(rng.Float64())
//
// The steps, in this order, with z the logits and V the size of the vocabulary:
//
//	temperature   s = z/T                                  of all V tokens
//	softmax       p = exp(s − max s) / Σ exp(s − max s)    of all V tokens
//	ranking       by logit, of equal ones the lower id first
//	top-k         keeps the k best
//	top-p         keeps the best until their p add up to P or more
//	renormalise   q = p / Σ p of the tokens that both keep
//	draw          the first token, by rank, at which Σ q is greater than u
//
// Top-p adds up probabilities of the whole vocabulary; what top-k cut is not
// given back to the others before. (Libraries differ in this. Where top-p
// works on what top-k left and is normalised again, fewer tokens remain.)
//
// The edges: temperature 0 takes the best token. Top-k is off when it is 0 or
// not less than V, top-p when it is 1 or more; a top-p of 0 or less keeps the
// best token. Tokens whose logit is −∞, or whose probability is too small for
// a float64, are never kept. When all logits are equal the ids rank them.
//
// Sources: A. Fan, M. Lewis and Y. Dauphin, Hierarchical Neural Story
// Generation, 2018, arXiv:1805.04833 (top-k); A. Holtzman and others, The
// Curious Case of Neural Text Degeneration, 2019, arXiv:1904.09751 (top-p).
package sample

import (
	"errors"
	"fmt"
	"math"
)

// Settings say how a token is chosen. With the zero value it is the best one.
type Settings struct {
	Temperature float64 // T, which divides the logits: 0 or more
	TopK        int     // k, how many of the best are kept; 0 or less: all
	TopP        float64 // P, how much probability is kept; 1 or more: all
}

// Whole returns settings under which nothing is changed and nothing cut.
func Whole() Settings { return Settings{Temperature: 1, TopP: 1} }

// Check returns an error that says which setting is no number to set.
func (s Settings) Check() error {
	switch {
	case !(s.Temperature >= 0) || math.IsInf(s.Temperature, 1):
		return fmt.Errorf("sample: the temperature is %v, not a number from 0 on", s.Temperature)
	case math.IsNaN(s.TopP):
		return errors.New("sample: top-p is not a number")
	}
	return nil
}

// A Distribution is what may come next, and how likely. Set makes it; a
// Distribution that has been set by a call without error can be read and
// drawn from. Ranks are found when they are asked for, so it is not for two
// goroutines at once.
type Distribution struct {
	Settings Settings
	Logits   []float32 // [V], as given to Set, which keeps a copy
	Scaled   []float64 // [V], s; empty at temperature 0
	P        []float64 // [V], p, after softmax; at temperature 0 the best token has 1
	Kept     int       // how many tokens top-k and top-p keep, at least 1

	largest  float64   // of Scaled
	exps     []float64 // [V], exp(s − largest)
	sum      float64   // of exps
	positive int       // how many tokens have a p over 0
	keptSum  float64   // of p, over what is kept

	ranking ranking
	mass    []float64 // of p, over the best 1, 2, 3 … as far as needed
	upTo    []float64 // of q, the same
}

// Set makes d the distribution of what comes after the logits. It is an error
// if a logit is NaN or +∞, if none is finite, or if a setting is no number to
// set; d must not be used then.
func (d *Distribution) Set(logits []float32, s Settings) error {
	best, err := check(logits)
	if err == nil {
		err = s.Check()
	}
	if err != nil {
		return err
	}
	d.Settings, d.Logits = s, append(d.Logits[:0], logits...)
	d.Scaled, d.exps, d.P = d.Scaled[:0], d.exps[:0], d.P[:0]
	d.mass, d.upTo = d.mass[:0], d.upTo[:0]
	if s.Temperature == 0 {
		d.take(best)
	} else if err := d.soften(best); err != nil {
		return err
	}
	d.ranking.reset(d.Logits)
	d.cut()
	return nil
}

// check returns the best token of logits that can be sampled.
func check(logits []float32) (best int, err error) {
	best = -1
	for id, z := range logits {
		switch {
		case z != z || z > math.MaxFloat32:
			return 0, fmt.Errorf("sample: the logit of token %d is %v", id, z)
		case z >= -math.MaxFloat32 && (best < 0 || z > logits[best]):
			best = id
		}
	}
	if best < 0 {
		return 0, fmt.Errorf("sample: no token of %d has a finite logit", len(logits))
	}
	return best, nil
}

// take gives all probability to one token.
func (d *Distribution) take(best int) {
	for range d.Logits {
		d.P = append(d.P, 0)
	}
	d.P[best], d.positive = 1, 1
}

// soften divides by the temperature and takes the softmax.
func (d *Distribution) soften(best int) error {
	t := d.Settings.Temperature
	d.largest = float64(d.Logits[best]) / t
	if math.IsInf(d.largest, 0) {
		return fmt.Errorf("sample: a logit of %v cannot be divided by the temperature %v; 0 takes the best token", d.Logits[best], t)
	}
	d.sum, d.positive = 0, 0
	for _, z := range d.Logits {
		s := float64(z) / t
		e := math.Exp(s - d.largest)
		d.Scaled, d.exps = append(d.Scaled, s), append(d.exps, e)
		d.sum += e
	}
	for _, e := range d.exps {
		p := e / d.sum
		d.P = append(d.P, p)
		if p > 0 {
			d.positive++
		}
	}
	return nil
}

// cut finds how many tokens are kept, and how much they weigh together.
func (d *Distribution) cut() {
	if d.uncut() {
		d.Kept, d.keptSum = d.positive, d.total()
		return
	}
	most := d.positive
	if k := d.Settings.TopK; k > 0 {
		most = min(most, k)
	}
	for d.Kept = 1; d.Kept < most && !d.enough(d.massOf(d.Kept)); {
		d.Kept++
	}
	d.keptSum = d.massOf(d.Kept)
}

// uncut reports whether all tokens are kept that can be, which needs no ranking.
func (d *Distribution) uncut() bool {
	k := d.Settings.TopK
	return d.Settings.TopP >= 1 && (k <= 0 || k >= d.positive)
}

// keeps reports whether a token is kept.
func (d *Distribution) keeps(id int) bool {
	if d.Kept == d.positive {
		return d.P[id] > 0
	}
	worst := int32(d.ranking.at(d.Kept - 1))
	return int32(id) == worst || d.ranking.better(int32(id), worst)
}

// enough reports whether top-p ends where the best tokens weigh mass.
func (d *Distribution) enough(mass float64) bool {
	return d.Settings.TopP < 1 && mass >= d.Settings.TopP
}

// total returns the sum of p, which is 1 but for rounding.
func (d *Distribution) total() (sum float64) {
	for _, p := range d.P {
		sum += p
	}
	return sum
}

// massOf returns the sum of p over the best n tokens.
func (d *Distribution) massOf(n int) float64 {
	for i := len(d.mass); i < n; i++ {
		d.mass = append(d.mass, last(d.mass)+d.P[d.ranking.at(i)])
	}
	return d.mass[n-1]
}

func last(sums []float64) float64 {
	if len(sums) == 0 {
		return 0
	}
	return sums[len(sums)-1]
}

// Ranked returns the id of the token with so many better ones: 0 for the best.
// It panics if there is no such token.
func (d *Distribution) Ranked(rank int) int { return d.ranking.at(rank) }

// Q returns the probability with which a token is drawn: 0 if it is cut.
func (d *Distribution) Q(id int) float64 {
	if !d.keeps(id) {
		return 0
	}
	return d.P[id] / d.keptSum
}

// qUpTo returns the sum of q over the token of a rank and all better ones.
func (d *Distribution) qUpTo(rank int) float64 {
	for i := len(d.upTo); i <= rank; i++ {
		d.upTo = append(d.upTo, last(d.upTo)+d.Q(d.ranking.at(i)))
	}
	return d.upTo[rank]
}

// Draw returns the id of the token that a number u from 0 to 1, without 1,
// chooses. If u is spread evenly, each token is drawn as often as q says. The
// last token that is kept has what rounding leaves below 1.
func (d *Distribution) Draw(u float64) int {
	rank := 0
	for rank < d.Kept-1 && !(u < d.qUpTo(rank)) {
		rank++
	}
	return d.ranking.at(rank)
}
