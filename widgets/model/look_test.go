package model

import "testing"

// The last token is looked at until another one is chosen, by the reader or by a
// link that asks for one that is still to come.
func TestLook(t *testing.T) {
	var l Look
	p := l.Param("looked-at")
	grow := func(last, want int, told string) {
		t.Helper()
		l.Find(last)
		if l.Settle(last); l.Place != want || p.Get() != told {
			t.Errorf("of %d tokens number %d is looked at, and a link tells %q", last+1, l.Place+1, p.Get())
		}
	}
	grow(-1, 0, "")
	grow(3, 3, "")
	l.Place = 1
	l.Choose()
	grow(4, 1, "2")
	grow(0, 0, "1")
	l.Follow()
	grow(4, 4, "")
	if err := p.Set("7"); err != nil || p.Set("0") == nil || p.Set("x") == nil {
		t.Error(err)
	}
	l.Follow()
	grow(5, 5, "7")
	grow(6, 6, "7")
	grow(9, 6, "7")
	p.Set("20")
	l.Place = 2
	l.Choose()
	grow(30, 2, "3")
	p.Set("20")
	l.Forget()
	grow(30, 2, "3")
}
