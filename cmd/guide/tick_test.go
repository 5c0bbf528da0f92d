package main

import (
	"slices"
	"testing"
	"time"

	"zerotoai/widgets/chapters"
	"zerotoai/widgets/chapters/opening"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/mirror"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	figures "zerotoai/widgets/ui/uitest"
)

// What a frame costs in which one figure moves, without the painting: time goes
// by, and what has changed is laid out and told to the mirror.
func BenchmarkTick(b *testing.B) {
	ps, err := chapters.Pages(&opening.Choices{Theme: opening.System}, new(model.Shelf), func() {})
	if err != nil {
		b.Fatal(err)
	}
	c, p := figures.Context(b, &theme.Dark), ps[3]
	p.View = paint.Box(0, 0, 1e6, 1e6)
	p.Layout(c, paint.Pt(1000, 1e6))
	p.Handle(ui.Set{ID: "descent.race.play"})
	shown := mirror.Render(p.Describe())
	at := time.Duration(0)
	for b.Loop() {
		at += time.Second / 6 // another step
		if !p.Handle(ui.Tick{Now: at}) {
			p.Handle(ui.Set{ID: "descent.race.reset"})
			p.Handle(ui.Set{ID: "descent.race.play"})
		}
		p.Layout(c, paint.Pt(1000, 1e6))
		follow(p, &shown)
	}
}

// follow brings the mirror of p up to date as the page does.
func follow(p *flow.Page, shown *mirror.Element) {
	news, ok := p.News()
	if !ok {
		e := mirror.Render(p.Describe())
		mirror.Encode(mirror.Diff("root", shown, e))
		*shown = e
		return
	}
	for _, n := range news {
		at := slices.IndexFunc(shown.Children, func(e mirror.Element) bool { return e.Key == n.ID })
		e := mirror.Render(n)
		mirror.Encode(mirror.Diff(shown.Key, &shown.Children[at], e))
		shown.Children[at] = e
	}
}
