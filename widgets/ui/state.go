package ui

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Stateful is a widget with a state that a link can restore.
type Stateful interface {
	Widget
	// State lists what a link keeps. Names are unique within a chapter.
	State() []Param
	// Restored is called after a link has set some of the parameters.
	Restored()
}

// A Param is one typed number or text of a widget's state. The same table
// writes links and reads them; a value that a link cannot mean is not taken.
type Param struct {
	Name string
	// Get returns the value as text, or "" where it is the one that the
	// figure starts with.
	Get func() string
	// Set takes the value, or returns why it cannot.
	Set func(string) error
}

// Float is a parameter that is a finite number from lo to hi.
func Float(name string, v *float64, lo, hi float64) Param {
	start := *v
	return Param{name,
		func() string {
			if *v == start {
				return ""
			}
			return strconv.FormatFloat(*v, 'g', -1, 64)
		},
		func(s string) error {
			x, err := strconv.ParseFloat(s, 64)
			if err != nil || math.IsNaN(x) || x < lo || x > hi {
				return fmt.Errorf("%s is a number from %g to %g, not %.40q", name, lo, hi, s)
			}
			*v = x
			return nil
		}}
}

// Int is a parameter that is a whole number from lo to hi.
func Int(name string, v *int, lo, hi int) Param {
	start := *v
	return Param{name,
		func() string {
			if *v == start {
				return ""
			}
			return strconv.Itoa(*v)
		},
		func(s string) error {
			x, err := strconv.Atoi(s)
			if err != nil || x < lo || x > hi {
				return fmt.Errorf("%s is a whole number from %d to %d, not %.40q", name, lo, hi, s)
			}
			*v = x
			return nil
		}}
}

// Ordinal is a parameter that says which of most things is meant: in a link the
// first is 1, as readers count, and in v it is 0.
func Ordinal(name string, v *int, most int) Param {
	n := *v + 1
	p := Int(name, &n, 1, most)
	get, set := p.Get, p.Set
	p.Get = func() string { n = *v + 1; return get() }
	p.Set = func(s string) error {
		err := set(s)
		if err == nil {
			*v = n - 1
		}
		return err
	}
	return p
}

// Count is a parameter that says how often a figure has done its step, and asks
// for as many of them, at most most: once a link has set it, wanted says how
// many are to be done.
func Count(name string, now func() int, wanted *int, most int) Param {
	p := Int(name, wanted, 0, most)
	p.Get = func() string {
		if n := now(); n > 0 && n <= most {
			return strconv.Itoa(n)
		}
		return ""
	}
	return p
}

// Option is a parameter that is one of options.
func Option(name string, v *string, options []string) Param {
	start := *v
	return Param{name,
		func() string {
			if *v == start {
				return ""
			}
			return *v
		},
		func(s string) error {
			for _, o := range options {
				if strings.EqualFold(o, s) {
					*v = o
					return nil
				}
			}
			return fmt.Errorf("%s is one of %q, not %.40q", name, options, s)
		}}
}

// String is a parameter that is text which check accepts.
func String(name string, v *string, check func(string) error) Param {
	start := *v
	return Param{name,
		func() string {
			if *v == start {
				return ""
			}
			return *v
		},
		func(s string) error {
			if err := check(s); err != nil {
				return err
			}
			*v = s
			return nil
		}}
}
