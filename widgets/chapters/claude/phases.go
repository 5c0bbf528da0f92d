package claude

import (
	"strconv"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A phases is what a model goes through from random numbers to an answer.
type phases struct {
	ui.Stack
	at int

	buttons runner.Runner
	route   route
	title   label.Label
	facts   []label.Label
}

var _ ui.Stateful = (*phases)(nil)

const phasesID = "claude.phases"

// A phase is one of them: what the model is to do, how it learns that, and how
// much of it there is. What is known from outside has its source in the text of
// the chapter.
type phase struct{ name, stop, task, process, scale, here string }

// life is the phases in their order.
var life = []phase{
	{
		"Pre-training", "Pre-train",
		"Guess the next token of a text.",
		"The model reads what people have written. At each token the weights move a little, so that the token that really came is less of a surprise. Nobody has to label anything.",
		"Llama 3.1 read more than 15 trillion tokens (model card, 2024). What Claude has read is not published.",
		"The guide’s model has read 12.3 million tokens of the tiny world. This is the only phase that it has been through.",
	},
	{
		"Supervised fine-tuning", "Fine-tune",
		"Go on from a question as a good assistant would.",
		"People write answers that are worth imitating. The training is the same as before, on these texts.",
		"For InstructGPT some 40 people worked, and there were about 13,000 questions (Ouyang and others, 2022). For Claude it is not published.",
		"Not done with the guide’s model: questions with their answers stood in what it read.",
	},
	{
		"Reinforcement learning from human feedback", "Feedback",
		"Give the answer that people would choose.",
		"People say which of several answers is better. A second model learns to foretell their choice. Then the first is moved towards answers that please the second, on a leash that keeps it near to where it was.",
		"For InstructGPT: answers to about 33,000 questions compared, and about 31,000 questions to practise on (Ouyang and others, 2022). For Claude it is not published.",
		"Not done with the guide’s model. A smaller one learns in this way further down, from your own choices.",
	},
	{
		"Constitutional AI", "Principles",
		"Give answers that keep to principles that have been written down.",
		"The model criticises its own draft by a principle and revises it, and is trained on the revised ones. Then a model, and no human, says which of two answers keeps better to the principles, and that is learned from as before.",
		"Anthropic described it in December 2022 (Bai and others), and published a new constitution for Claude in January 2026. How much of the training of today’s models it makes up is not published.",
		"Not done with the guide’s model. Rules show the steps of it further down.",
	},
	{
		"Inference", "Answer",
		"Answer you.",
		"The weights stay as they are. A pass through all layers makes one token; what is drawn is put behind the text, and the next pass begins.",
		"A text of 200,000 to a million tokens has room, depending on the model (Anthropic’s documentation, read in November 2026). How many answers a day are written is not published.",
		"This is what you saw in the twelve stations.",
	},
}

func newPhases() *phases {
	w := &phases{Stack: ui.Stack{ID: phasesID, Name: "From random numbers to an answer"}}
	w.buttons = runner.Runner{
		ID: phasesID, Names: runner.Names{Undo: "Back"}, Beat: 6 * slow,
		Step: w.step, Undo: func() { w.at-- }, AtStart: func() bool { return w.at == 0 }, Reset: func() { w.at = 0 },
	}
	w.route = route{
		ID: phasesID + ".phase", Name: "Phases", Lit: func() int { return len(life) }, Open: func() int { return w.at },
		Choose: func(i int) { w.buttons.Pause(); w.at = i },
	}
	for _, p := range life {
		w.route.Stops = append(w.route.Stops, p.stop)
	}
	w.title = label.Label{ID: phasesID + ".title", Name: "Phase", Font: theme.H3, Color: label.Ink, Live: true, Words: func() string { return life[w.at].name }}
	for i, fact := range []func(phase) string{
		func(p phase) string { return "Task: " + p.task },
		func(p phase) string { return "Process: " + p.process },
		func(p phase) string { return "Scale: " + p.scale },
		func(p phase) string { return "Here: " + p.here },
	} {
		w.facts = append(w.facts, label.Label{ID: phasesID + ".fact" + strconv.Itoa(i), Font: theme.Small, Color: label.Ink, Words: func() string { return fact(life[w.at]) }})
	}
	return w
}

// step goes to the next phase.
func (w *phases) step() (more bool) {
	w.at = min(w.at+1, len(life)-1)
	return w.at < len(life)-1
}

// Layout implements ui.Widget.
func (w *phases) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.Begin(c, room)
	w.Add(&w.buttons, &w.route, &w.title)
	for i := range w.facts {
		w.Add(&w.facts[i])
	}
	return w.End()
}

// State implements ui.Stateful.
func (w *phases) State() []ui.Param { return []ui.Param{ui.Int("phase", &w.at, 0, len(life)-1)} }

// Restored implements ui.Stateful.
func (w *phases) Restored() {}
