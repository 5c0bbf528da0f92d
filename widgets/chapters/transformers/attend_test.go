package transformers

import (
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/model/reference"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// attended is the first figure with the guide's model, laid out.
func attended(t *testing.T) (*ui.Context, *attend) {
	t.Helper()
	c, a := uitest.Context(t, &theme.Dark), newAttend(newPassage())
	a.Read(shelf(t).Open())
	a.Layout(c, paint.Pt(720, 1e6))
	return c, a
}

func TestAttend(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return New(shelf(t))[attendID] },
		ui.Set{ID: attendID + ".step"},
		ui.Set{ID: attendID + ".query.which", Number: 5},
		ui.Set{ID: attendID + ".step"},
		ui.Set{ID: attendID + ".step"},
		ui.Set{ID: attendID + ".weights.2"},
		ui.Set{ID: attendID + ".step"},
		ui.Set{ID: attendID + ".undo"},
	)
}

// Every station keeps to what all must keep to, with a short text and a long
// one, also on the narrowest phone.
func TestStations(t *testing.T) {
	c, a := attended(t)
	for _, text := range []string{passageText, "I", "🐈🐕\x00\u202e", "القط جلس"} {
		a.write(text)
		for i := range a.stations {
			a.walk.at = i
			uitest.Check(t, a)
			for _, f := range uitest.Faults(c, a, 288) {
				t.Errorf("%q, station %d: %.200s", text, i, f)
			}
		}
	}
	a.write("")
	uitest.Check(t, a)
	if !strings.Contains(a.about(), "nothing to read") {
		t.Error(a.about())
	}
	a.write(strings.Repeat("The cat sat. ", 60))
	a.token = len(a.Text.IDs) - 1
	if got := len(a.weightRows()); got != mostAsked || !strings.Contains(a.saysScores(), "the last 16 of 96") || !strings.Contains(a.about(), "has 241 tokens. The last 96") {
		t.Errorf("%d rows; %s; %s", got, a.saysScores(), a.about())
	}
	for range 20 {
		a.step()
	}
	if a.step() || a.walk.at != atOutput {
		t.Error("there is a station after the last")
	}
}

// The numbers that a station shows can be opened, and are what they are said
// to be made of.
func TestOpened(t *testing.T) {
	_, a := attended(t)
	for _, r := range []trace.Ref{
		gpt.BlockRef(2, "norm1", 7, 3), a.inside().Ref("query", 7, 0), a.inside().Ref("key", 7, 23), a.inside().Ref("value", 1, 5),
		a.inside().Ref("score", 7, 2), a.inside().Ref("weight", 7, 2), a.inside().Ref("out", 7, 11),
	} {
		s, ok := a.Explain(r)
		if !ok || math.Abs(s.Recompute()-s.Value) > 1e-4 {
			t.Errorf("%v is %v, and made of what gives %v", r, s.Value, s.Recompute())
		}
		for _, arg := range s.Args {
			if name := a.name(arg.Ref); name == "" || strings.HasPrefix(name, "block") {
				t.Errorf("%v is called %q", arg.Ref, name)
			}
		}
	}
}

// The shares of the fourth station are, to the shown digits, those that another
// program has found from the model's files.
func TestShares(t *testing.T) {
	texts, err := reference.Texts()
	if err != nil {
		t.Fatal(err)
	}
	_, a := attended(t)
	for _, text := range texts {
		a.write(text.Text)
		for l, heads := range text.Attention {
			for h, rows := range heads {
				a.goTo(l, h)
				for a.token = range rows {
					want := label.Percents(rows[a.token])
					for i, r := range a.weightRows() {
						if j := max(0, a.token+1-mostAsked) + i; r.Text != want[j] {
							t.Errorf("%q, layer %d, head %d, token %d to %d: %s, want %s", text.Text, l+1, h+1, a.token+1, j+1, r.Text, want[j])
						}
					}
				}
			}
		}
	}
}

func (p *passage) goTo(layer, head int) { p.layer, p.head = layer, head }

// "Play" goes through all stations and stops at the last.
func TestPlayed(t *testing.T) {
	c, a := attended(t)
	uitest.Set(t, c, a, ui.Button, "Play", 0, "")
	var seen []int
	for now := walkBeat; now < 20*walkBeat; now += walkBeat {
		a.Handle(ui.Tick{Now: now})
		if n := len(seen); n == 0 || seen[n-1] != a.walk.at {
			seen = append(seen, a.walk.at)
		}
	}
	if !slices.Equal(seen, []int{0, 1, 2, 3, 4}) && !slices.Equal(seen, []int{1, 2, 3, 4}) || a.buttons.Playing() {
		t.Errorf("stations %v", seen)
	}
	uitest.Set(t, c, a, ui.Button, "Back", 0, "")
	uitest.Set(t, c, a, ui.Button, "Reset", 0, "")
	if a.walk.at != 0 {
		t.Error("not at the start")
	}
}

// A link restores text, token, head and station, and what it says too much of is
// brought into range.
func TestAttendLink(t *testing.T) {
	c, a := attended(t)
	state := a.State()
	a.write("The dog barked at the cat")
	a.Layout(c, paint.Pt(720, 1e6))
	uitest.Set(t, c, a, ui.Choice, "Head", 0, "3")
	uitest.Set(t, c, a, ui.Choice, "Layer", 0, "2")
	uitest.Set(t, c, a, ui.Button, "Step", 0, "")
	a.token, a.number = 2, 7
	again := newAttend(newPassage())
	uitest.Reopen(t, state, again)
	again.Read(shelf(t).Open())
	if again.Written != a.Written || again.token != 2 || again.number != 7 || again.inside() != (gpt.Head{Layer: 1, Head: 2}) || again.walk.at != 1 {
		t.Errorf("%+v", again.passage)
	}
	again.goTo(99, 99)
	again.token = 90
	again.Restored()
	if again.inside() != (gpt.Head{Layer: 2, Head: 3}) || again.token != len(again.Text.IDs)-1 {
		t.Errorf("%+v, token %d", again.inside(), again.token)
	}
}

// Without a model there is a word about it.
func TestAttendWithout(t *testing.T) { uitest.Check(t, New(&model.Shelf{})[attendID]) }
