package mirror

import (
	"testing"

	"zerotoai/widgets/ui"
)

// figure is a figure of a read-out, a slider and a card of buttons.
func figure(card ...ui.Node) Element {
	return Render(ui.Node{ID: "page", Children: []ui.Node{
		{ID: "term", Role: ui.Link, URL: "#x"},
		{ID: "figure", Children: []ui.Node{
			{ID: "slider", Role: ui.Slider},
			{ID: "card", Children: card},
			{ID: "steps", Role: ui.Slider, Disabled: len(card) == 0},
		}},
	}})
}

func press(id string) ui.Node { return ui.Node{ID: id, Role: ui.Button} }

func TestHeir(t *testing.T) {
	open := figure(press("arg0"), press("arg1"), press("close"))
	past := []string{"slider", "term", "gone"}
	for _, c := range []struct {
		name     string
		old, new Element
		key      string
		past     []string
		want     string
	}{
		{"it stays", open, figure(press("close")), "close", past, "close"},
		{"it is nowhere", open, figure(), "body", past, ""},
		{"something comes in its place", open, figure(press("back"), press("arg0"), press("close")), "arg1", past, "back"},
		{"the others stay", open, figure(press("arg0"), press("close")), "arg1", past, "close"},
		{"it was the last one", open, figure(press("arg0"), press("arg1")), "close", past, "arg1"},
		{"the group is empty", open, figure(), "close", past, "term"},
		{"the reader came from elsewhere", open, figure(), "close", []string{"close", "steps"}, "slider"},
		{"it can do nothing now", open, figure(), "steps", nil, "slider"},
		{"all have gone", open, Render(ui.Node{ID: "page"}), "close", past, ""},
	} {
		if got := Heir(c.old, c.new, c.key, c.past); got != c.want {
			t.Errorf("%s: the focus goes from %q to %q, want %q", c.name, c.key, got, c.want)
		}
	}
}
