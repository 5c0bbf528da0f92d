package slider

import (
	"math"
	"strconv"
	"strings"

	"zerotoai/widgets/ui"
)

// A place is a number that grows evenly along the line: the value itself, or
// of a Log slider how many steps its logarithm is from 1: whole numbers, which
// a page's own range control can count to exactly.

// scale returns the range of places. Min and Max are on it whatever Step is.
func (s *Slider) scale() ui.Range {
	r := ui.Range{Min: s.Min, Max: s.Max, Step: s.Step, Now: *s.Value}
	switch {
	case s.Log:
		r.Min, r.Max, r.Now, r.Step = s.steps(s.Min), s.steps(s.Max), s.steps(r.Now), 1
	case r.Min == 0 && r.Max == 0:
		r.Max = 1
	}
	if r.Step == 0 {
		r.Step = (r.Max - r.Min) / 100
	}
	r.Now = min(max(r.Now, r.Min), r.Max)
	if s.Log { // the value is rounded; its place is on the grid of steps all the same
		r.Now = nearest(r, r.Now)
	}
	return r
}

// nearest returns the step of r nearest a place.
func nearest(r ui.Range, place float64) float64 {
	steps := math.Round((min(max(place, r.Min), r.Max) - r.Min) / r.Step)
	return min(r.Min+steps*r.Step, r.Max)
}

// value returns what the step nearest a place means, as a short decimal: 0.6,
// not 0.6000000000000001.
func (s *Slider) value(place float64) float64 {
	r := s.scale()
	v := nearest(r, place)
	if s.Log {
		return min(max(exact(math.Pow(10, v*s.decades()), 'e', digits(s.decades())-1), s.Min), s.Max)
	}
	return min(max(exact(v, 'f', s.decimals()), r.Min), r.Max)
}

// Snap returns the value that the slider takes when it is set to v.
func (s *Slider) Snap(v float64) float64 {
	if s.Log {
		v = s.steps(v)
	}
	return s.value(v)
}

// decades is how long a step of a Log slider is.
func (s *Slider) decades() float64 {
	if s.Step != 0 {
		return s.Step
	}
	return math.Log10(s.Max/s.Min) / 100
}

// steps is the place of v on a Log slider.
func (s *Slider) steps(v float64) float64 { return exact(math.Log10(v)/s.decades(), 'f', 9) }

// exact rounds v to a number of digits, as a format of package strconv counts
// them.
func exact(v float64, format byte, digits int) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, format, digits, 64), 64)
	if err != nil {
		return v
	}
	return rounded + 0 // the sum of −0 and 0 is 0
}

// digits is how many significant ones tell a value from the next, a step in
// decades apart. A third of a decade needs one: 1, 2, 5, 10.
func digits(step float64) int {
	return 1 + int(max(0, math.Ceil(-math.Log10(math.Pow(10, step)-1))))
}

// decimals is how many digits Step and Min have after the point.
func (s *Slider) decimals() (n int) {
	r := s.scale()
	for _, v := range [...]float64{exact(r.Step, 'g', 12), r.Min} {
		_, after, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
		n = max(n, len(after))
	}
	return n
}

// decimal writes v to as many digits as its step has.
func (s *Slider) decimal(v float64) string {
	if s.Log {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', s.decimals(), 64)
}

// part is how far along the line the knob is, from 0 to 1.
func (s *Slider) part() float64 {
	r := s.scale()
	return (r.Now - r.Min) / (r.Max - r.Min)
}

// at is the place under a pointer.
func (s *Slider) at(x float64) float64 {
	r := s.scale()
	return r.Min + (x-Radius)/(s.width-2*Radius)*(r.Max-r.Min)
}
