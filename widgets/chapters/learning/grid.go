package learning

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zerotoai/engine/rl"
	"zerotoai/engine/trace"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/choice"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A grid is an agent that learns its way through a small world.
type grid struct {
	ui.Stack
	seed   int
	pace   string // how far a press of "Step" goes
	made   int    // steps of the agent
	replay int
	agent  *rl.Agent

	board   board
	chart   chart.Chart
	buttons runner.Runner
	choice  choice.Choice
	fresh   button.Button
	status  label.Label
	last    readout.Readout
	count   readout.Readout
	card    card.Card
}

var _ ui.Stateful = (*grid)(nil)

const gridID = "learning.grid"

// paces are how far a press goes. In one, the agent makes at most ten times
// MaxSteps steps, which is a small part of a frame.
var paces = []string{"one step", "one episode", "ten episodes"}

// mostSteps is where an agent has learned enough; a link asks for no more.
const mostSteps = 50000

func newGrid() *grid {
	g := &grid{Stack: ui.Stack{ID: gridID, Name: "An agent that learns from reward"}, seed: firstSeed, pace: paces[0]}
	g.card = card.Card{ID: gridID + ".card", Source: g, Names: g.worthName, Origin: worthOrigin}
	g.board = board{grid: g}
	g.begin()
	g.controls()
	g.readouts()
	return g
}

func (g *grid) controls() {
	g.buttons = runner.Runner{ID: gridID, Step: g.press, Reset: g.begin}
	g.choice = choice.Choice{ID: gridID + ".pace", Name: "At a time", Options: paces, Value: &g.pace}
	g.fresh = button.Button{ID: gridID + ".fresh", Name: "Other luck", Icon: icon.Reset, Do: func() {
		g.seed = g.seed%lastSeed + 1
		g.buttons.Pause()
		g.begin()
	}}
	g.status = label.Label{ID: gridID + ".status", Name: "Agent", Font: theme.Small, Color: label.Ink, Live: true, Words: g.state}
}

func (g *grid) readouts() {
	g.chart = chart.Chart{ID: gridID + ".chart", Name: "Return of each episode", XName: "episodes", YName: "return", Shape: 0.8, Tall: 300, Data: g.returns}
	g.last = readout.Readout{ID: gridID + ".last", Name: "Last return", Room: len(chart.Empty), Value: func() string {
		if g.agent.Episodes == 0 {
			return chart.Empty
		}
		return label.Fixed(g.agent.Returns[g.agent.Episodes-1], 2)
	}}
	g.count = readout.Readout{ID: gridID + ".count", Name: "Episodes", Value: func() string { return strconv.Itoa(g.agent.Episodes) }}
}

// begin makes an agent that has tried nothing.
func (g *grid) begin() {
	g.agent, g.made = rl.NewAgent(rl.Grid(), rl.Defaults(), seeded(g.seed)), 0
	g.card.Close()
}

// press goes as far as the reader wants at a time.
func (g *grid) press() bool {
	wanted := [...]int{0, 1, 10}[slices.Index(paces, g.pace)]
	until := g.agent.Episodes + wanted
	for {
		if !g.step() || g.agent.Episodes >= until {
			return g.made < mostSteps
		}
	}
}

// step makes one step and reports whether it did.
func (g *grid) step() bool {
	if g.made >= mostSteps {
		return false
	}
	g.agent.Step()
	g.made++
	return true
}

// returns are the sums of rewards, and the best that could be had.
func (g *grid) returns() chart.Data {
	var pts []paint.Point
	for i, v := range g.agent.Returns {
		pts = append(pts, paint.Pt(float64(i+1), v))
	}
	return chart.Data{
		Steps:  20,
		Lines:  []chart.Line{{Name: "return", Color: label.Data, Points: pts}},
		Levels: []chart.Level{{Name: "the best there is", Value: g.best()}},
	}
}

// solved is a shortest way, as one finds it who knows the world.
func (g *grid) solved() []int {
	w := g.agent.World
	return w.Path(w.Solve(g.agent.Settings.Discount))
}

// shortest is how many steps it has.
func (g *grid) shortest() int { return len(g.solved()) - 1 }

// best is its return.
func (g *grid) best() float64 {
	return float64(g.shortest()-1)*g.agent.World.StepReward + g.agent.World.GoalReward
}

// arrives reports whether the best actions lead to the goal.
func (g *grid) arrives() bool {
	path := g.agent.Path()
	return g.agent.World.Cells[path[len(path)-1]] == rl.Goal
}

// worth is what the best action in a cell is worth, if one has been tried: the
// first reward makes of 0 another number.
func (g *grid) worth(s int) (a rl.Action, v float64, known bool) {
	a, v = g.agent.Q.Best(s)
	return a, v, g.agent.Q[s] != [rl.Actions]float64{}
}

// place names a cell by its row and column.
func (g *grid) place(s int) string {
	return fmt.Sprintf("row %d, column %d", s/g.agent.World.W+1, s%g.agent.World.W+1)
}

func (g *grid) state() string {
	switch n := g.agent.Episodes; {
	case g.buttons.Playing():
		return "Trying and learning."
	case g.made == 0:
		return "The agent has tried nothing. It does not know where the goal is."
	case g.made >= mostSteps:
		return fmt.Sprintf("Stopped after %s. Press Reset.", episodes(n))
	case g.arrives():
		return fmt.Sprintf("After %s the best actions lead to the goal in %s.", episodes(n), steps(len(g.agent.Path())-1))
	default:
		return fmt.Sprintf("After %s and %s the best actions do not lead to the goal yet.", episodes(n), steps(g.agent.Steps)) + g.happened()
	}
}

// happened tells the last step.
func (g *grid) happened() string {
	m := g.agent.Move
	if m == nil {
		return " A new episode begins."
	}
	return fmt.Sprintf(" The last step went %s and got %s.", strings.ToLower(m.Action.String()), label.Number(m.Reward, 3))
}

// Layout implements ui.Widget.
func (g *grid) Layout(c *ui.Context, room paint.Point) paint.Point {
	g.Begin(c, room)
	g.Add(&g.buttons, &g.choice, &g.status)
	g.Columns(270, &g.board, &g.chart)
	g.Row(&g.last, &g.count)
	g.Row(&g.fresh)
	g.Add(&g.card)
	return g.End()
}

// Explain implements trace.Source.
func (g *grid) Explain(r trace.Ref) (trace.Step, bool) { return g.agent.Explain(r) }

// State implements ui.Stateful.
func (g *grid) State() []ui.Param {
	return []ui.Param{
		ui.Int("luck", &g.seed, firstSeed, lastSeed),
		ui.Option("pace", &g.pace, paces),
		ui.Count("tried", func() int { return g.made }, &g.replay, mostSteps),
	}
}

// Restored implements ui.Stateful.
func (g *grid) Restored() {
	g.begin()
	for range g.replay {
		g.step()
	}
	g.replay = 0
}
