package buildagpt

import (
	"fmt"

	"zerotoai/engine/minigpt"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/ui"
)

// dice is the seed of what the learner writes.
const dice = 2

// draw is the first random number of what the learner writes.
func (r *run) draw() float64 {
	chance := minigpt.Chance(dice)
	return chance.Float()
}

// writes is n words of the learner.
func (r *run) writes(n int) (words []string) {
	chance := minigpt.Chance(dice)
	for range n {
		words = append(words, r.learner.Write(&chance, warm))
	}
	return words
}

// warm is the temperature of what is written.
const warm = 0.7

// nextPicture is the shares of what the learner may begin a word with.
func nextPicture(r *run) ui.Widget {
	var rows []bars.Row
	for letter, share := range r.learner.Reader().Read(r.fresh.Encode("\n")[0], warm).Data {
		rows = append(rows, bars.Row{Name: r.letter(letter), Value: share})
	}
	return some("Share of", percent, rows)
}

func wordsPicture(r *run) ui.Widget {
	p := said("What it writes")
	for i, word := range r.writes(6) {
		p.Over, p.Down = append(p.Over, shown(word)), append(p.Down, fmt.Sprint(i+1))
	}
	return p
}
