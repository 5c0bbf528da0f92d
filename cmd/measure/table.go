//go:build !js

package main

import (
	"fmt"
	"io"
	"math"
	"slices"
)

// A figure is one line of the table.
type figure struct {
	name     string
	reach    float64 // the most that it may be, or the least
	unit     string
	measured float64
	atLeast  bool
}

// figures takes the medians of loads.
func figures(loads []load) []figure {
	of := func(f func(l load) float64) float64 {
		var xs []float64
		for _, l := range loads {
			xs = append(xs, f(l))
		}
		return quantile(xs, 0.5)
	}
	var frames, jumps, moving []float64
	for _, l := range loads {
		frames, jumps, moving = append(frames, l.frames...), append(jumps, l.jumps...), append(moving, l.moving...)
	}
	return []figure{
		most("first paint of the article, cold", 0.4, "s", of(func(l load) float64 { return l.paint / 1e3 })),
		most("guide interactive, cold", 2, "s", of(func(l load) float64 { return l.ready / 1e3 })),
		most("received until then, gzip, with fonts", 5.5, "MB", of(func(l load) float64 { return l.bytes / 1e6 })),
		most("Go time of a frame while scrolling, median", 4, "ms", quantile(frames, 0.5)),
		most("Go time of a frame while scrolling, 95th percentile", 10, "ms", quantile(frames, 0.95)),
		most("Go time of the first frame two screens away, median", 4, "ms", quantile(jumps, 0.5)),
		most("Go time of the first frame two screens away, 95th percentile", 10, "ms", quantile(jumps, 0.95)),
		most("Go time of a frame while a figure moves, median", 4, "ms", quantile(moving, 0.5)),
		most("Go time of a frame while a figure moves, 95th percentile", 10, "ms", quantile(moving, 0.95)),
		most("frames painted in 3 s of rest", 0, "", of(func(l load) float64 { return l.idle })),
		most("main thread busy at rest", 1, "%", of(func(l load) float64 { return l.busy * 100 })),
	}
}

func most(name string, reach float64, unit string, measured float64) figure {
	return figure{name: name, reach: reach, unit: unit, measured: measured}
}

// quantile returns the q-th quantile of xs, of which it must have some: the
// smallest that q of them do not exceed.
func quantile(xs []float64, q float64) float64 {
	xs = slices.Sorted(slices.Values(xs))
	return xs[max(0, int(math.Ceil(q*float64(len(xs))))-1)]
}

// write prints the table in Markdown.
func write(w io.Writer, figures []figure) {
	fmt.Fprintln(w, "| what | to reach | measured | |\n|---|---|---|---|")
	for _, f := range figures {
		said := "reached"
		if f.atLeast && f.measured < f.reach || !f.atLeast && f.measured > f.reach {
			said = "missed"
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", f.name, f.goal(), amount(f.measured, f.unit), said)
	}
}

// goal writes what is to be reached.
func (f figure) goal() string {
	switch {
	case f.atLeast:
		return "≥ " + amount(f.reach, f.unit)
	case f.reach == 0:
		return "0"
	}
	return "≤ " + amount(f.reach, f.unit)
}

// amount writes x with two significant digits, or one after the point.
func amount(x float64, unit string) string {
	text := fmt.Sprintf("%.2g", x)
	if x >= 10 || x == 0 {
		text = fmt.Sprintf("%.0f", x)
	}
	if unit == "" {
		return text
	}
	return text + " " + unit
}
