package gradientdescent

import (
	"fmt"
	"testing"

	"zerotoai/engine/descent"
	"zerotoai/widgets/label"
	"zerotoai/widgets/ui/uitest"
)

// after is the run of the first figure on a landscape after some steps with
// its knobs set.
func after(surface string, rate, momentum float64, steps int) *descent.Run {
	s := surfaceOf(surface)
	r := descent.NewRun(s, s.Start, descent.Settings{Method: descent.Momentum, LearningRate: rate, Momentum: momentum})
	for range steps {
		r.Step()
	}
	return r
}

// racedOn is the race on a landscape: which method is the first to bring the
// loss below 0.01, which is the last, and after how many steps each.
func racedOn(surface string) (first, last descent.Method, steps map[descent.Method]int) {
	w := newWalk()
	w.surface = surface
	w.choose()
	r := newRace(w)
	steps = map[descent.Method]int{}
	var order []descent.Method
	for r.moving() {
		r.step()
		for _, u := range r.racers {
			if _, there := steps[u.method]; !there && u.run.Now().Loss < 0.01 {
				steps[u.method] = u.run.Now().Step
				order = append(order, u.method)
			}
		}
	}
	if len(order) == 0 {
		return first, last, steps
	}
	return order[0], order[len(order)-1], steps
}

// The numbers in the text are those that the figures show.
func TestProse(t *testing.T) {
	bowl := after("Bowl", startRate, startMomentum, 1)
	from, to := bowl.History[0], bowl.Now()
	loss := func(surface string, rate, momentum float64, steps int, places int) string {
		return label.Fixed(after(surface, rate, momentum, steps).Now().Loss, places)
	}
	number := func(v float64) string { return label.Number(v, 4) }
	away := after("Bowl", 1.2, startMomentum, 1000)
	valley := after("Many valleys", startRate, startMomentum, 1000)
	if !away.Diverged || !valley.Converged {
		t.Error("one run does not diverge or the other not converge")
	}
	if over := after("Bowl", 0.6, startMomentum, 1).Now(); over.P[0] != 0.5 || over.Loss >= from.Loss {
		t.Errorf("with a rate of 0.60 the ball lands at %v", over.P)
	}
	ravine, _, r := racedOn("Ravine")
	plateau, _, p := racedOn("Plateau")
	_, bowls, b := racedOn("Bowl")
	_, _, v := racedOn("Many valleys")
	if ravine != descent.Momentum || plateau != descent.RMSProp || bowls != descent.Adam || len(b) != 4 || len(v) != 0 {
		t.Errorf("the first in the ravine is %v, on the plateau %v, the last on the bowl %v of %v; in a valley arrive %v", ravine, plateau, bowls, b, v)
	}
	const years = 30.84e6 / 8766 // hours, and hours of a year
	if years < 3450 || years > 3550 {
		t.Errorf("%v years", years)
	}
	uitest.Prose(t, Text,
		fmt.Sprintf("The ball starts on the bowl at %s in $x$ and %s in $y$, where the gradient is %s and %s. The learning rate of %g makes of it a move of %s and %s.",
			number(from.P[0]), number(from.P[1]), number(from.G[0]), number(from.G[1]), startRate, number(startRate*from.G[0]), number(startRate*from.G[1])),
		fmt.Sprintf("it comes to %s and %s. The loss falls from %s to %s.", number(to.P[0]), number(to.P[1]), number(from.Loss), label.Number(to.Loss, 5)),
		"set “Learning rate” to 0.60", "Then set 1.20",
		fmt.Sprintf("after %d steps the figure gives up", away.Now().Step),
		fmt.Sprintf("Set “Learning rate” back to %g, “Steps” to 10", startRate),
		fmt.Sprintf("takes the loss from %s to %s.", number(from.Loss), loss("Bowl", startRate, startMomentum, 10, 4)),
		fmt.Sprintf("the loss is %s. Now set “Momentum” to 0.90, press “Reset” and do the same: %s.",
			loss("Ravine", startRate, startMomentum, 60, 4), loss("Ravine", startRate, 0.9, 60, 4)),
		"At 0 nothing is kept",
		fmt.Sprintf("Put the knobs back to %.2f, %.2f and 1", startRate, startMomentum),
		fmt.Sprintf("From the twentieth step to the thirtieth the loss falls only from %s to %s", loss("Saddle", startRate, startMomentum, 20, 2), loss("Saddle", startRate, startMomentum, 30, 2)),
		fmt.Sprintf("a hundred steps take the loss from %s to no less than %s", loss("Plateau", startRate, startMomentum, 0, 4), loss("Plateau", startRate, startMomentum, 100, 4)),
		fmt.Sprintf("After %d steps the ball rests with a loss of %s.", valley.Now().Step, label.Fixed(valley.Now().Loss, 4)),
		"In the middle of the map there is a valley with a loss of 0",
		fmt.Sprintf("to bring the loss below 0.01. In the ravine it is momentum, after %d steps, while plain descent needs %d. On the plateau it is RMSProp, after %d steps. On the bowl Adam comes last, after %d.",
			r[descent.Momentum], r[descent.Plain], p[descent.RMSProp], b[descent.Adam]),
		// The source is the note there.
		"The largest Llama 3.1 model has 405 billion parameters, so its gradient has 405 billion parts", "30.84 million hours", "about 3,500 years",
		fmt.Sprintf("twenty steps on the bowl leave a loss of %s.", loss("Bowl", startRate, startMomentum, 20, 4)),
	)
}
