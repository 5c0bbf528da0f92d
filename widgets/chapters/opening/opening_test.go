package opening

import (
	"strings"
	"testing"
	"time"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func chapters() []Entry {
	return []Entry{
		{ID: "functions", Number: 1, Title: "Functions", Lede: "A number in, a number out.", Done: 2, Goals: 2},
		{ID: "derivatives", Number: 2, Title: "Slopes and derivatives", Lede: "How steep a curve is at every single point, which takes a long line to say on a phone.", Done: 1, Goals: 2},
		{ID: "gradient-descent", Number: 3, Title: "Gradient descent", Lede: "Walk downhill.", Goals: 2},
	}
}

func figure(name string) func() ui.Widget {
	return func() ui.Widget { return New(chapters, &Choices{Theme: System}, func() {})[name] }
}

func TestContents(t *testing.T) {
	uitest.Golden(t, figure("opening.contents"))
}

func TestChoices(t *testing.T) {
	uitest.Golden(t, figure("opening.choices"), ui.Set{ID: "opening.theme", Text: Light})
}

func TestPicture(t *testing.T) {
	uitest.Golden(t, figure("opening.descent"), ui.Tick{Now: time.Second}, ui.Tick{Now: 1500 * time.Millisecond}, ui.Set{ID: "opening.descent.again"})
}

func TestCheck(t *testing.T) {
	for _, name := range []string{"opening.contents", "opening.choices", "opening.descent"} {
		t.Run(name, func(t *testing.T) { uitest.Check(t, figure(name)()) })
	}
}

// The balls come to rest, and then ask for no more time; every one of them has
// gone down.
func TestRest(t *testing.T) {
	p := newPicture()
	p.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	var before []float64
	for _, r := range p.runs {
		before = append(before, r.Now().Loss)
	}
	ticks := 0
	for now := time.Duration(0); p.Handle(ui.Tick{Now: now}); now += 16 * time.Millisecond {
		if ticks++; ticks > 1000 {
			t.Fatal("still rolling after 16 seconds")
		}
	}
	for i, r := range p.runs {
		if r.Now().Loss > before[i] {
			t.Errorf("ball %d went up from %v to %v", i, before[i], r.Now().Loss)
		}
	}
}

// Whoever wants no motion sees the end of it.
func TestStill(t *testing.T) {
	p, c := newPicture(), *uitest.Context(t, &theme.Dark)
	c.Still = true
	p.Layout(&c, paint.Pt(700, 1e6))
	if p.steps != most || p.Handle(ui.Tick{Now: time.Second}) {
		t.Errorf("%d steps", p.steps)
	}
	for range 50 { // wherever they start
		p.roll()
		p.Layout(&c, paint.Pt(700, 1e6))
		if got := p.words(); !strings.HasPrefix(got, "9 of 9 balls are at rest") {
			t.Error(got)
		}
	}
}

func TestThemes(t *testing.T) {
	for _, name := range Themes {
		if got := ThemeOf(KeyOf(name)); got != name {
			t.Errorf("%s is kept as %s", name, got)
		}
	}
	if got := ThemeOf("<b>"); got != System {
		t.Errorf("nonsense is %s", got)
	}
}
