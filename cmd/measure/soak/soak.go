//go:build !js

// Package soak plays random input on the guide in a browser, for as long as is
// wanted, and fails at the first thing that a reader should never meet: a panic,
// an error in the console, a request to elsewhere, a page that does not answer,
// memory that grows.
package soak

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// A Run is what is played. The same seed plays the same events, each at its own
// moment: the page may be a little further on in it.
type Run struct {
	Seed uint64
	For  time.Duration
	Log  io.Writer // is told the levels of memory, and the longest that the page took to answer
}

// A run has three parts. Until mark nothing reloads the page, and the memory is
// measured then. Until half of the time all events come, with those that reload
// the page or lose its canvas. In the second half nothing reloads it again, so
// that what it forgets to free adds up; the memory is measured at the end, and
// for whoever reads along now and then before it.
func (r Run) mark() time.Duration { return min(often, r.For/4) }
func (r Run) half() time.Duration { return r.For / 2 }

// warm is how many events come before the first level at the least. A machine
// that does much else plays few of them until mark, and what it has not shown by
// then fills the caches later, which looks like a leak.
const warm = 150

// often is how often the memory is measured in the second half.
const often = 5 * time.Minute

// remembered is how many events a failure tells.
const remembered = 30

// Play plays the run in the browser of ctx on the guide at url.
func (r Run) Play(ctx context.Context, url string) error {
	t, err := open(ctx, url)
	if err != nil {
		return err
	}
	defer t.close()
	chapters, err := t.chapters()
	if err != nil {
		return err
	}
	p := &player{tab: t, chapters: chapters, source: newSource(r.Seed)}
	if err := r.play(p); err != nil {
		return fmt.Errorf("seed %d, after %d events, of which the last were\n%s\n%w", r.Seed, p.count, strings.Join(p.last, "\n"), err)
	}
	fmt.Fprintf(r.Log, "%d events\n", p.count)
	return nil
}

// play plays the three parts. What measuring takes does not count as time of theirs.
func (r Run) play(p *player) error {
	start := time.Now()
	first, err := r.part(p, start, r.mark(), warm)
	if err != nil {
		return err
	}
	if err := p.play(r.half()-r.mark(), 0, true); err != nil {
		return err
	}
	if err := errors.Join(p.tab.calm(), p.tab.reload(), p.tab.wait(started)); err != nil {
		return err
	}
	last := first
	for left := r.half(); left > 0; left -= often {
		if last, err = r.part(p, start, min(left, often), 0); err != nil {
			return err
		}
	}
	return errors.Join(last.against(first), p.tab.answers())
}

// part plays for a while, and least events, and measures the memory after it.
func (r Run) part(p *player, start time.Time, length time.Duration, least int) (level, error) {
	if err := p.play(length, least, false); err != nil {
		return level{}, err
	}
	return r.level(p, start)
}

// level measures the memory and tells it.
func (r Run) level(p *player, start time.Time) (level, error) {
	l, err := p.tab.level()
	if err == nil {
		err = p.tab.complaint()
	}
	fmt.Fprintf(r.Log, "%8v %7d events %v; slowest answer %v\n", time.Since(start).Round(time.Second), p.count, l, p.tab.slowest.Round(time.Millisecond))
	p.tab.slowest = 0
	return l, err
}
