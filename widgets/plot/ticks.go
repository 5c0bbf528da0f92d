package plot

import (
	"math"
	"strconv"
	"strings"

	"zerotoai/widgets/label"
)

// A Tick is a number on an axis.
type Tick struct {
	Value float64
	Text  string
}

// Ticks returns the multiples in r of the smallest step of the form 1, 2 or 5
// times a power of ten that makes at most most of them.
func Ticks(r Range, most int) []Tick {
	r = r.usable()
	return multiples(r, nice(r.Span()/float64(max(most, 1))))
}

// LogTicks returns the powers of ten in r, with twice and five times each of
// them or only every few of them, so that there are at most most. A range that
// holds less than three such numbers has those of Ticks, but fewer, as they
// stand closer at the top. r starts above zero.
func LogTicks(r Range, most int) []Tick {
	lo, hi := math.Floor(math.Log10(r.Lo)), math.Ceil(math.Log10(r.Hi))
	fits := func(ts []Tick) bool { return 3 <= len(ts) && len(ts) <= most }
	if ts := decades(r, lo, hi, 1, 1, 2, 5); fits(ts) {
		return ts
	}
	for every := 1.0; every < hi-lo; every++ {
		if ts := decades(r, lo, hi, every, 1); fits(ts) {
			return ts
		}
	}
	return Ticks(r, most/2)
}

// decades returns every so many powers of ten from lo to hi, times each of of.
func decades(r Range, lo, hi, every float64, of ...float64) (ts []Tick) {
	for e := lo; e <= hi; e += every {
		for _, m := range of {
			if v := decimal(m, int(e)); r.Has(v) {
				ts = append(ts, Tick{v, label.Number(v, 3)})
			}
		}
	}
	return ts
}

// nice returns the smallest 1, 2 or 5 times a power of ten that is not under v.
func nice(v float64) float64 {
	e := math.Floor(math.Log10(v))
	for _, m := range [...]float64{1, 2, 5} {
		if s := decimal(m, int(e)); s >= v*(1-1e-9) {
			return s
		}
	}
	return decimal(1, int(e)+1)
}

// decimal is m times ten to the e, as near as a float can be: 0.3 and not
// 0.30000000000000004.
func decimal(m float64, e int) float64 {
	v, _ := strconv.ParseFloat(strconv.FormatFloat(m, 'f', 0, 64)+"e"+strconv.Itoa(e), 64)
	return v
}

// above returns the step after s in the series 1, 2, 5, 10.
func above(s float64) float64 { return nice(s * 1.5) }

func multiples(r Range, step float64) (ts []Tick) {
	lo, hi := math.Ceil(r.Lo/step-1e-9), math.Floor(r.Hi/step+1e-9)
	if hi-lo > 200 {
		return nil // the range is a speck far from zero, where floats are coarse
	}
	for k := lo; k <= hi; k++ {
		v := Snap(k*step, step)
		ts = append(ts, Tick{v, text(v, step)})
	}
	return ts
}

// text writes a multiple of step with as many places as the step has.
func text(v, step float64) string {
	if v == 0 {
		return "0"
	}
	if a := math.Abs(v); a >= 1e6 || step < 1e-4 {
		return label.Scientific(v, 1+max(0, int(math.Floor(math.Log10(a))-math.Floor(math.Log10(step)))))
	}
	return label.Fixed(v, places(step))
}

// places is the number of digits after the point that a multiple of step needs.
func places(step float64) int {
	_, after, _ := strings.Cut(strconv.FormatFloat(step, 'f', -1, 64), ".")
	return len(after)
}

// Snap returns the multiple of step that is nearest to v. A step that is not
// positive leaves v as it is.
func Snap(v, step float64) float64 {
	if !(step > 0) || math.IsInf(v, 0) || math.IsNaN(v) {
		return v
	}
	w := math.Round(v/step) * step
	s, _ := strconv.ParseFloat(strconv.FormatFloat(w, 'e', 12, 64), 64)
	return s + 0 // −0 is 0
}
