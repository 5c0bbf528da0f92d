package task_test

import (
	"testing"

	"zerotoai/widgets/task"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// ticking is a task whose slope sinks by one with each Tick.
type ticking struct {
	*task.Task
	v *float64
}

func (w ticking) Handle(e ui.Event) bool {
	if _, ok := e.(ui.Tick); ok {
		*w.v--
	}
	return w.Task.Handle(e)
}

func TestCheckpoint(t *testing.T) {
	uitest.Golden(t, func() ui.Widget {
		v, n := 3.0, 0
		return ticking{slope(&v, &n), &v}
	}, ui.Tick{}, ui.Tick{}, ui.Tick{}, ui.Tick{})
}

func TestEveryState(t *testing.T) {
	v, n := 3.0, 0
	w := slope(&v, &n)
	uitest.Check(t, w)
	w.Finished = true
	uitest.Check(t, w)
}
