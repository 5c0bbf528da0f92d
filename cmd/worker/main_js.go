// Worker is the program that does jobs outside of the page: in a Web Worker
// or, where there can be none, between the frames of the page. It has no
// screen and no clock of its own: static/page/job.js starts it and gives it
// messages.
package main

import (
	"math/rand/v2"
	"time"

	"zerotoai/engine/job"
	"zerotoai/engine/workshop"
)

func main() {
	h, start := newHost(), time.Now()
	desk := job.NewDesk(workshop.Kinds(), random, func() float64 { return time.Since(start).Seconds() })
	for !desk.Over() {
		m, ok, err := h.receive(!desk.Busy())
		switch {
		case err != nil:
			h.send(job.Failed{Why: err.Error()})
			return
		case ok:
			h.send(desk.Take(m)...)
		default:
			h.send(desk.Work(h.seconds)...)
			h.rest()
		}
	}
}

func random(seed, stream uint64) job.Random { return rand.New(rand.NewPCG(seed, stream)) }
