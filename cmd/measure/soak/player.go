//go:build !js

package soak

import (
	"fmt"
	"time"
)

// A player plays events on a tab and remembers the last of them.
type player struct {
	tab      *tab
	chapters []string
	source   *source
	count    int
	last     []string
}

// play plays for a while, and least events, with rough events or without.
func (p *player) play(length time.Duration, least int, rough bool) error {
	least += p.count
	for end := time.Now().Add(length); time.Now().Before(end) || p.count < least; {
		e := p.source.next()
		if e.kind.rough && !rough {
			continue
		}
		if err := p.once(e); err != nil {
			return err
		}
	}
	return nil
}

// once plays one event, lets its time go by, and asks whether the page still
// answers and what it complains of.
func (p *player) once(e event) error {
	p.count++
	on, err := e.kind.play(p, e)
	p.remember(fmt.Sprintf("%6d %v: %s", p.count, e, on))
	if err != nil {
		return err
	}
	time.Sleep(e.pause)
	if err := p.tab.eval("1", nil); err != nil {
		return fmt.Errorf("the page does not answer: %w", err)
	}
	return p.tab.complaint()
}

func (p *player) remember(line string) {
	if p.last = append(p.last, line); len(p.last) > remembered {
		p.last = p.last[1:]
	}
}
