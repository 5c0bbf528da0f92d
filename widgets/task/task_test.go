package task_test

import (
	"fmt"
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/task"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

func context() *ui.Context { return &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark} }

// slope is a checkpoint on a slope that the test moves.
func slope(v *float64, completed *int) *task.Task {
	return &task.Task{
		ID: "flat", Goal: "Drag the point to where the slope is 0.",
		Done:      func() bool { return *v == 0 },
		Progress:  func() string { return fmt.Sprintf("The slope is %g.", *v) },
		Completed: func() { *completed++ },
	}
}

func TestLatch(t *testing.T) {
	v, n := 3.0, 0
	w := slope(&v, &n)
	event := func() { w.Handle(ui.Tick{}); w.Layout(context(), paint.Pt(288, 1e6)) }
	event()
	if w.Finished {
		t.Fatal("finished before it is done")
	}
	v = 0
	event()
	v = 2
	event()
	if !w.Finished || n != 1 {
		t.Fatalf("reached and left: finished %v, completed %d times", w.Finished, n)
	}
}

func TestAgain(t *testing.T) {
	v, n := 0.0, 0
	w := slope(&v, &n)
	event := func(e ui.Event) { w.Handle(e); w.Layout(context(), paint.Pt(288, 1e6)) }
	event(ui.Tick{})
	event(ui.Set{ID: "flat.again"})
	event(ui.Tick{})
	if w.Finished {
		t.Error("started again, and finished without being left")
	}
	v = 1
	event(ui.Tick{})
	v = 0
	event(ui.Tick{})
	if !w.Finished || n != 2 {
		t.Errorf("left and reached again: finished %v, completed %d times", w.Finished, n)
	}
}

func TestNumbersOnTheWay(t *testing.T) {
	v, n := 3.0, 0
	w := slope(&v, &n)
	w.Layout(context(), paint.Pt(288, 1e6))
	if w.Handle(ui.Tick{}) {
		t.Error("changed without a reason")
	}
	v = 2
	if !w.Handle(ui.Tick{}) {
		t.Error("shows an old number")
	}
	w.Layout(context(), paint.Pt(288, 1e6))
	if s, _ := w.Describe().Find("flat.state"); s.Value != "The slope is 2." || s.Live {
		t.Errorf("described as %+v", s)
	}
}

func TestMemory(t *testing.T) {
	v, n := 3.0, 0
	w := slope(&v, &n)
	m := w.Memory()[0]
	if m.Get() != "" || m.Set("nonsense") == nil || w.Reached() {
		t.Error("a goal that was not reached is remembered")
	}
	if err := m.Set("done"); err != nil || !w.Reached() || m.Get() != "done" || n != 0 {
		t.Errorf("remembered as %q with %v, completed %d times", m.Get(), err, n)
	}
}
