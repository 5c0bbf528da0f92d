package model

import (
	"strconv"

	"zerotoai/widgets/ui"
)

// A Look is which token the reader looks at of a text that grows: the last one,
// until another is chosen.
type Look struct {
	Place int // counted from 0

	free  bool // the reader has chosen it
	asked int  // the one that a link asks for, counted from 1; or 0
}

// Choose stays with the token at Place.
func (l *Look) Choose() { l.free, l.asked = true, 0 }

// Follow returns to the last token. What a link asks for may be still to come.
func (l *Look) Follow() { l.free = false }

// Forget leaves out what a link asks for.
func (l *Look) Forget() { l.asked = 0 }

// Find chooses the token that a link asks for, if the text has grown to it: up to
// the token last.
func (l *Look) Find(last int) {
	if l.asked > 0 && l.asked <= last+1 {
		l.Place, l.free, l.asked = l.asked-1, true, 0
	}
}

// Settle brings Place into a text that ends with the token last.
func (l *Look) Settle(last int) {
	if !l.free || l.Place > last {
		l.Place = max(0, last)
	}
}

// Param is the token that was chosen, counted from 1.
func (l *Look) Param(name string) ui.Param {
	p := ui.Int(name, &l.asked, 1, Longest)
	p.Get = func() string {
		switch {
		case l.asked > 0:
			return strconv.Itoa(l.asked)
		case l.free:
			return strconv.Itoa(l.Place + 1)
		}
		return ""
	}
	return p
}
