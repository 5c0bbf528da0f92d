package rl

// Settings say how an agent learns.
type Settings struct {
	Rate     float64 // α, how far a worth moves towards what was seen: 0 to 1
	Discount float64 // γ, how much a reward counts that comes a step later: 0 to 1
	Explore  float64 // ε, how often an action is tried by chance: 0 to 1
	AnyStart bool    // episodes begin on any floor cell, not at the start

	// MaxSteps ends an episode that leads nowhere.
	MaxSteps int
}

// Defaults returns settings with which Grid is learned in some hundred
// episodes.
func Defaults() Settings {
	return Settings{Rate: 0.5, Discount: 0.95, Explore: 0.2, MaxSteps: 200}
}

// A Move is a step and what was learned from it.
type Move struct {
	From, To int
	Action   Action
	Tried    bool // the action was drawn by chance
	Reward   float64
	Last     bool // the episode ends in To

	// The numbers of the update.
	Settings Settings
	Before   float64          // Q(s, a)
	Next     [Actions]float64 // Q(s′, a′); of no meaning if Last
	Best     float64          // the greatest of Next; 0 if Last
	Target   float64          // r + γ Best
	Error    float64          // Target − Before
	After    float64          // Before + α Error
}

// An Agent learns in a World.
type Agent struct {
	World    *World
	Settings Settings

	Q        Table
	At       int // the cell it is in
	Steps    int // of this episode
	Episodes int // that have ended
	Return   float64
	Returns  []float64 // of the episodes that have ended: the sums of their rewards
	Move     *Move     // the last one, if there was one

	random  func() float64
	ended   bool             // the next step begins an episode
	learned [][Actions]*Move // which step each number of Q is from
}

// NewAgent returns an agent that knows nothing: all is worth 0. The random
// source returns numbers evenly spread over [0, 1).
func NewAgent(w *World, s Settings, random func() float64) *Agent {
	n := len(w.Cells)
	a := &Agent{World: w, Settings: s, Q: make(Table, n), random: random, learned: make([][Actions]*Move, n)}
	a.begin()
	return a
}

// begin begins an episode.
func (a *Agent) begin() {
	a.At, a.Steps, a.Return, a.ended = a.World.Start, 0, 0, false
	if !a.Settings.AnyStart {
		return
	}
	var floor []int
	for s, c := range a.World.Cells {
		if c == Floor {
			floor = append(floor, s)
		}
	}
	a.At = floor[int(a.random()*float64(len(floor)))]
}

// Step takes a step and learns from it. After the end of an episode it puts
// the agent at the start of the next one instead, and takes none: Move is nil.
func (a *Agent) Step() {
	if a.ended {
		a.begin()
		a.Move = nil
		return
	}
	action, tried := a.choose()
	m := a.learn(action)
	m.Tried = tried
	a.Move = m
	a.At = m.To
	a.Steps++
	a.Return += m.Reward
	if m.Last || a.Steps >= a.Settings.MaxSteps {
		a.ended = true
		a.Episodes++
		a.Returns = append(a.Returns, a.Return)
	}
}

// choose chooses an action: one by chance, or the best. If several are best,
// chance decides among them, so that it does not always try Up first.
func (a *Agent) choose() (action Action, tried bool) {
	if a.random() < a.Settings.Explore {
		return Action(a.random() * Actions), true
	}
	_, worth := a.Q.Best(a.At)
	var best []Action
	for b, v := range a.Q[a.At] {
		if v == worth {
			best = append(best, Action(b))
		}
	}
	return best[int(a.random()*float64(len(best)))], false
}

// learn takes an action and updates what it is worth.
func (a *Agent) learn(action Action) *Move {
	m := &Move{From: a.At, Action: action, Settings: a.Settings, Before: a.Q[a.At][action]}
	m.To, m.Reward = a.World.Move(a.At, action)
	m.Last = a.World.Ends(m.To)
	if m.Next = a.Q[m.To]; !m.Last {
		_, m.Best = a.Q.Best(m.To)
	}
	m.Target = m.Reward + m.Settings.Discount*m.Best
	m.Error = m.Target - m.Before
	m.After = m.Before + m.Settings.Rate*m.Error
	a.Q[m.From][action] = m.After
	a.learned[m.From][action] = m
	return m
}

// Path returns the cells that the best actions lead through from the start, up
// to one where an episode ends, or to one that was passed before.
func (a *Agent) Path() []int { return a.World.Path(a.Q) }

// Path returns the cells that the best actions of q lead through.
func (w *World) Path(q Table) []int {
	path, passed := []int{w.Start}, make([]bool, len(w.Cells))
	for s := w.Start; !w.Ends(s) && !passed[s]; {
		passed[s] = true
		best, _ := q.Best(s)
		s, _ = w.Move(s, best)
		path = append(path, s)
	}
	return path
}
