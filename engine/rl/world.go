// Package rl is reinforcement learning: an agent on a small grid finds out by
// trial where it pays to go.
//
//	agent := rl.NewAgent(rl.Grid(), rl.Defaults(), random)
//	for agent.Episodes < 300 {
//		agent.Step()
//	}
//	fmt.Println(agent.Path())
//
// The agent keeps a table Q of what each action in each cell is worth: the
// rewards that it expects from then on, where those that are a step later
// count γ times as much. In a cell s it takes the action a that is worth most,
// or any one with the chance ε, gets the reward r, comes to the cell s′, and
// learns by Q-learning:
//
//	Q(s, a) ← Q(s, a) + α (r + γ maxₐ′ Q(s′, a′) − Q(s, a))
//
// Source: C. J. C. H. Watkins, Learning from Delayed Rewards, 1989, as in R.
// S. Sutton and A. G. Barto, Reinforcement Learning, second edition, 2018,
// section 6.5.
package rl

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Cell is a kind of place.
type Cell uint8

// The cells, as ParseWorld reads them.
const (
	Floor Cell = iota // '.'
	Wall              // '#': nobody gets in
	Pit               // 'P': the episode ends badly
	Goal              // 'G': the episode ends well
)

const letters = ".#PG"

// An Action is a step to a neighbouring cell.
type Action uint8

// The actions. Who runs into a wall or over the edge stays where it is.
const (
	Up Action = iota
	Right
	Down
	Left
)

// Actions is how many actions there are.
const Actions = 4

// String returns the name of a.
func (a Action) String() string { return [...]string{"Up", "Right", "Down", "Left"}[a] }

// A World is a grid of cells and what they give.
type World struct {
	W, H  int
	Cells []Cell // row by row from the top: column x of row y is at y·W + x
	Start int    // the cell in which an episode begins

	StepReward float64 // for every step onto the floor, also for staying there
	PitReward  float64
	GoalReward float64
}

// MaxSide is the greatest width and height of a World.
const MaxSide = 32

// Grid returns the world of the book.
func Grid() *World {
	w, err := ParseWorld(`
		......G
		.##.#P.
		.#.....
		...P.#.
		S.#....
	`)
	if err != nil {
		panic(err) // a test reads it
	}
	return w
}

// ParseWorld reads a world with the usual rewards from its rows: '.' is floor,
// 'S' the floor on which it starts, '#' a wall, 'P' a pit, 'G' a goal. Spaces
// around rows and empty rows do not count.
func ParseWorld(text string) (*World, error) {
	w := &World{Start: -1, StepReward: -0.04, PitReward: -1, GoalReward: 1}
	for _, row := range strings.Split(text, "\n") {
		if row = strings.TrimSpace(row); row == "" {
			continue
		}
		if err := w.row(row); err != nil {
			return nil, err
		}
	}
	if w.Start < 0 {
		return nil, fmt.Errorf("rl: no start S")
	}
	return w, nil
}

func (w *World) row(row string) error {
	n := utf8.RuneCountInString(row)
	switch {
	case w.H == MaxSide || n > MaxSide:
		return fmt.Errorf("rl: row %d: more than %d × %d cells", w.H+1, MaxSide, MaxSide)
	case w.H > 0 && n != w.W:
		return fmt.Errorf("rl: row %d has %d cells, those above have %d", w.H+1, n, w.W)
	}
	w.W, w.H = n, w.H+1
	for _, letter := range row {
		if err := w.cell(letter); err != nil {
			return err
		}
	}
	return nil
}

func (w *World) cell(letter rune) error {
	if letter == 'S' {
		if w.Start >= 0 {
			return fmt.Errorf("rl: row %d: a second start S", w.H)
		}
		w.Start, letter = len(w.Cells), '.'
	}
	c := strings.IndexRune(letters, letter)
	if c < 0 {
		return fmt.Errorf("rl: row %d: %q is none of S . # P G", w.H, letter)
	}
	w.Cells = append(w.Cells, Cell(c))
	return nil
}

// String writes w as ParseWorld reads it.
func (w *World) String() string {
	var b strings.Builder
	for i, c := range w.Cells {
		if i > 0 && i%w.W == 0 {
			b.WriteByte('\n')
		}
		if i == w.Start {
			b.WriteByte('S')
		} else {
			b.WriteByte(letters[c])
		}
	}
	return b.String()
}

// Ends reports whether an episode ends in cell s.
func (w *World) Ends(s int) bool { return w.Cells[s] == Pit || w.Cells[s] == Goal }

// Move returns the cell to which an action leads from cell s, and its reward.
func (w *World) Move(s int, a Action) (next int, reward float64) {
	x, y := s%w.W, s/w.W
	switch a {
	case Up:
		y--
	case Right:
		x++
	case Down:
		y++
	case Left:
		x--
	}
	next = s
	if x >= 0 && x < w.W && y >= 0 && y < w.H && w.Cells[y*w.W+x] != Wall {
		next = y*w.W + x
	}
	switch w.Cells[next] {
	case Pit:
		return next, w.PitReward
	case Goal:
		return next, w.GoalReward
	}
	return next, w.StepReward
}

// A Table is what each action in each cell is worth.
type Table [][Actions]float64

// Best returns the action that is worth most in cell s, the first one of
// several, and its worth.
func (q Table) Best(s int) (best Action, worth float64) {
	for a := range Action(Actions) {
		if q[s][a] > q[s][best] {
			best = a
		}
	}
	return best, q[s][best]
}

// Solve returns what actions are worth to somebody who knows the world and
// acts as well as can be, by value iteration (R. Bellman, 1957): the law that
// a learner has to find. With a discount under 1 it is exact to rounding.
func (w *World) Solve(discount float64) Table {
	q := make(Table, len(w.Cells))
	for range 10_000 {
		change := 0.0
		for s := range w.Cells {
			if w.Ends(s) || w.Cells[s] == Wall {
				continue
			}
			for a := range Action(Actions) {
				next, reward := w.Move(s, a)
				_, worth := q.Best(next)
				v := reward + discount*worth
				change = max(change, v-q[s][a], q[s][a]-v)
				q[s][a] = v
			}
		}
		if change < 1e-15 {
			break
		}
	}
	return q
}
