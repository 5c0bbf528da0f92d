// Package task is the checkpoint of a chapter: something to do with its
// figure, noticed when it has been done.
package task

import (
	"fmt"

	"zerotoai/widgets/button"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Task is a goal. The chapter passes it every event that its figures get;
// once the goal is reached it stays reached, whatever the reader does next.
type Task struct {
	ID        string
	Goal      string        // what to do: "Drag the point to where the slope is 0."
	Done      func() bool   // whether the figure is in the state that the goal asks for
	Progress  func() string // where the reader is now, in numbers; may be nil
	Completed func()        // called when the goal is reached; may be nil

	// Finished is the state: the goal has been reached. It may be set before
	// the first Layout.
	Finished bool

	again    bool // started again: the figure must first leave the goal
	shown    string
	goal     label.Block
	progress label.Block
	retry    *button.Button
	parts    ui.Parts
	size     paint.Point
}

var (
	_ ui.Goal        = (*Task)(nil)
	_ ui.Remembering = (*Task)(nil)
)

// Reached implements ui.Goal.
func (t *Task) Reached() bool { return t.Finished }

// Memory implements ui.Remembering.
func (t *Task) Memory() []ui.Param {
	get := func() string {
		if t.Finished {
			return "done"
		}
		return ""
	}
	set := func(s string) error {
		if s != "done" {
			return fmt.Errorf("%s is done or not, not %.40q", t.ID, s)
		}
		t.Finished = true
		return nil
	}
	return []ui.Param{{Name: t.ID, Get: get, Set: set}}
}

// Layout implements ui.Widget.
func (t *Task) Layout(c *ui.Context, room paint.Point) paint.Point {
	x := float64(indent)
	t.goal = label.Set(c, goalFont, t.Goal, room.X-x)
	t.shown = t.words()
	t.progress = label.Set(c, theme.Label, t.shown, room.X-x)
	y := max(t.goal.Size.Y, ring) + 4 + t.progress.Size.Y
	t.parts = nil
	if t.Finished {
		y += 8
		size := t.parts.Place(c, t.button(), paint.Pt(x, y), paint.Pt(room.X-x, theme.Target))
		y += size.Y
	}
	t.size = paint.Pt(room.X, y)
	return t.size
}

var goalFont = paint.Font{Family: paint.Sans, Size: 17, Weight: 500}

const (
	ring   = 26 // diameter of the mark
	indent = ring + theme.Gap
)

// words are what stands under the goal.
func (t *Task) words() string {
	switch {
	case t.Finished:
		return "Done"
	case t.Progress != nil:
		return t.Progress()
	}
	return "Not done yet"
}

func (t *Task) button() *button.Button {
	if t.retry == nil {
		t.retry = &button.Button{ID: t.ID + ".again", Name: "Again", Do: t.restart}
	}
	return t.retry
}

// restart forgets that the goal was reached. The figure may still be at it,
// therefore it must leave it before it can be reached again.
func (t *Task) restart() { t.Finished, t.again = false, true }

// Handle implements ui.Widget. The chapter lets its figures handle e first.
func (t *Task) Handle(e ui.Event) bool {
	changed := t.parts.Handle(e)
	return t.look() || changed
}

// look notices that the goal is reached.
func (t *Task) look() (changed bool) {
	if !t.Finished {
		done := t.Done()
		if done && !t.again {
			t.Finished = true
			if t.Completed != nil {
				t.Completed()
			}
		}
		t.again = t.again && done
	}
	return t.words() != t.shown
}

// Draw implements ui.Widget.
func (t *Task) Draw(c *ui.Context, to paint.Canvas) {
	mid := paint.Pt(ring/2, max(t.goal.Leading, ring)/2)
	col := c.Theme.Soft
	if t.Finished {
		col = c.Theme.Forward
		to.Fill(paint.Circle(mid, ring/2), col)
		tick := paint.Polyline(mid.Add(paint.Pt(-6, 0.5)), mid.Add(paint.Pt(-1.5, 5)), mid.Add(paint.Pt(6.5, -4.5)))
		to.Stroke(tick, paint.Stroke{Width: 2.5, Color: c.Theme.Panel, Round: true})
	} else {
		to.Stroke(paint.Circle(mid, ring/2-1), paint.Stroke{Width: 2, Color: c.Theme.Line})
	}
	t.goal.Draw(to, t.goalAt(), c.Theme.Ink)
	t.progress.Draw(to, t.progressAt(), col)
	t.parts.Draw(c, to)
}

func (t *Task) goalAt() paint.Point {
	return paint.Pt(indent, max(0, (ring-t.goal.Leading)/2))
}

func (t *Task) progressAt() paint.Point {
	return paint.Pt(indent, max(t.goal.Size.Y, ring)+4)
}

// Describe implements ui.Widget. Only the end is spoken, not each number on
// the way.
func (t *Task) Describe() ui.Node {
	now := ui.Node{
		ID: t.ID + ".state", Role: ui.Output, Name: "Checkpoint", Value: t.shown, Live: t.Finished,
		Bounds: paint.Rect{Max: t.progress.Size}.Shift(t.progressAt()),
	}
	return ui.Node{
		ID: t.ID, Role: ui.Group, Name: "Checkpoint", Bounds: paint.Rect{Max: t.size},
		Children: append([]ui.Node{t.goal.Node(t.ID + ".goal").Shift(t.goalAt()), now}, t.parts.Describe()...),
	}
}
