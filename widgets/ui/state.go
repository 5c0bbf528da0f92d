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
	// Set takes the value, or returns why it cannot. It, too, takes "" for
	// the one that the figure starts with.
	Set func(string) error
}

// Scan reads text of a form as fmt.Sscanf does, and reports whether all of it
// has the form: Sscanf leaves what follows unread.
func Scan(text, form string, into ...any) bool {
	_, err := fmt.Sscanf(text+end, form+end, into...)
	return err == nil && !strings.Contains(text, end)
}

const end = "\x00" // which nobody types

// Reset sets params to what their figures start with.
func Reset(params []Param) {
	for _, p := range params {
		p.Set("") // which no parameter refuses
	}
}

// The functions below are not inlined: each of their many callers would get a
// copy of what they return, all in all 50 kB of the program that readers load.

// Float is a parameter that is a finite number from lo to hi.
//
//go:noinline
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
			if s == "" {
				*v = start
				return nil
			}
			x, err := strconv.ParseFloat(s, 64)
			if err != nil || math.IsNaN(x) || x < lo || x > hi {
				return fmt.Errorf("%s is a number from %g to %g, not %.40q", name, lo, hi, s)
			}
			*v = x
			return nil
		}}
}

// Int is a parameter that is a whole number from lo to hi.
//
//go:noinline
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
			if s == "" {
				*v = start
				return nil
			}
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
//
//go:noinline
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
//
//go:noinline
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
//
//go:noinline
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
			if s == "" {
				*v = start
				return nil
			}
			for _, o := range options {
				if strings.EqualFold(o, s) {
					*v = o
					return nil
				}
			}
			return fmt.Errorf("%s is one of %q, not %.40q", name, options, s)
		}}
}

// Empty is how a link says of a text that there is none, where the figure starts
// with one.
const Empty = "\x00"

// String is a parameter that is text which check accepts.
//
//go:noinline
func String(name string, v *string, check func(string) error) Param {
	start := *v
	return Param{name,
		func() string {
			switch *v {
			case start:
				return ""
			case "":
				return Empty
			}
			return *v
		},
		func(s string) error {
			switch s {
			case "":
				*v = start
				return nil
			case Empty:
				s = ""
			}
			if err := check(s); err != nil {
				return err
			}
			*v = s
			return nil
		}}
}

// Flag is a parameter that a link has when something is on that is not on at
// the start.
//
//go:noinline
func Flag(name string, is func() bool, set func(bool)) Param {
	return Param{name,
		func() string {
			if is() {
				return "yes"
			}
			return ""
		},
		func(s string) error {
			if s != "yes" && s != "" {
				return fmt.Errorf("%s is yes or not there, not %.40q", name, s)
			}
			set(s == "yes")
			return nil
		}}
}
