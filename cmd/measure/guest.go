//go:build !js

package main

import (
	"context"
	_ "embed"

	"github.com/chromedp/chromedp"
)

//go:embed guest.js
var guestScript string

// A guest is what it took to read a model that the reader brings: see guest.js.
type guest struct {
	Read, Run, Still float64 // in milliseconds
	peak             float64 // by how much the page's process has grown at most, in MB
}

// bring lets the guide itself read the files of a model, as a reader does. The
// page does that, not its worker: the figures look into all of it.
func bring(ctx context.Context, files ...string) (g guest, err error) {
	err = inGuide(ctx, "#tokens", func(ctx context.Context) error {
		if err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error { return choose(ctx, t, files...) })); err != nil {
			return err
		}
		before, err := resetPeaks(ctx)
		if err != nil {
			return err
		}
		if err := value(ctx, "("+guestScript+")()", &g); err != nil {
			return err
		}
		g.peak, err = grown(before)
		return err
	})
	return g, err
}

func (g guest) figures() []figure {
	return []figure{
		most("GPT-2 small brought by the reader, until the figures read it", 10, "s", g.Read/1e3),
		most("meanwhile the page without a turn, the longest time", 500, "ms", g.Still),
		most("then attention in a text of twelve tokens", 3, "s", g.Run/1e3),
		most("peak memory of all that", mostMemory(), "MB", g.peak),
	}
}
