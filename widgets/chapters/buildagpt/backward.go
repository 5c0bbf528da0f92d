package buildagpt

import (
	"fmt"

	"zerotoai/widgets/label"
	"zerotoai/widgets/wording"
)

// goingBack is how gradients are found.
var goingBack = []stop{
	{") Step(", "r.Backward()", 1, func(r *run) string {
		return fmt.Sprintf("Now backwards. On the tape stand all %d vectors, in the order of their making. Here is its end, the loss first.", len(r.Tape))
	}, onTape(false)},
	{") Backward(", "t[len(t)-1].Grad[0] = 1", 1, fixed("The loss changes with itself one to one: its gradient is 1."), lossGradients},
	{") Backward(", "for _, v := range", 3, fixed("From the end to the beginning, each vector hands its gradient on to those that it was made from."), onTape(false)},
	{") mix(", "return t.vector(", 6, func(r *run) string {
		return fmt.Sprintf("The loss hands on to the surprises: each had a share of 1/%d in it.", len(r.Tokens))
	}, lossGradients},
	{") surprise(", "return t.vector(", 3, fixed("How the loss would change with each share. Only the right letters’ shares count, and more of each would make the loss smaller: all are negative."), gradients("shares", "Gradients of the shares")},
	{") softmax(", "return t.vector(", 6, fixed("Back through softmax, to the logits. What comes out is simple: for each letter its share, less 1 if it is the right one, and all of that divided by the number of tokens."), gradients("logits", "Gradients of the logits")},
	{") times(", "return t.vector(", 6, fixed("Back through every product of a matrix and a vector: to the vector, and to the matrix. These are the gradients of the first query matrix."), learnedGradients("head 1.1 query", "Gradients of the first query matrix")},
	{") norm(", "return t.vector(", 4, fixed("Back through norm: to make the vector only longer would change nothing, so that part of the gradient is left out."), gradients("thought", "Gradients of the stream, after the block")},
	{") relu(", "return t.vector(", 7, fixed("Back through ReLU: a silent neuron hands nothing on."), gradients("up 1", "Gradients of the neurons")},
}

// learning is what is made of the gradients.
var learning = []stop{
	{") update(", "rate := m.Rate", 2, func(r *run) string {
		return fmt.Sprintf("When all %d examples have been read, Adam makes the step. The rate of the first is %s; it falls to 0 in %d steps.", r.fresh.Batch, label.Number(r.fresh.Rate, 3), r.fresh.Steps)
	}, ratePicture},
	{") update(", "fresh, fresher :=", 1, fixed("Adam keeps two means for each number, and both begin at 0. These two numbers make up for that; in the first step they are 0.1 and 0.01, and they come to be 1."), freshPicture},
	{") update(", "for _, row := range", 3, fixed("Row by row, number by number: g is the mean gradient of the {batch} examples. You see those of the table of letters."), batchGradients},
	{") update(", "row.mean[i] +=", 2, fixed("A tenth of the way towards the gradient, and a hundredth of the way towards its square: so the two means follow what comes."), meansPicture},
	{") update(", "row.Data[i] -=", 1, func(r *run) string {
		return fmt.Sprintf("Each number moves against its gradient: in the first step by nearly the rate, %s, whatever the size of the gradient. Press the number below to follow it back through all %d examples.", label.Number(r.fresh.Rate, 3), r.fresh.Batch)
	}, updatePicture},
	{") update(", "clear(row.Grad)", 1, fixed("The gradients return to 0, for the next batch."), updatePicture},
	{") Step(", "m.update()", 2, func(r *run) string {
		if n := len(r.losses); n > 0 {
			return fmt.Sprintf("Again and again. The model has made %d of %d steps here, and the last loss is %s.", n, lessons, label.Number(r.losses[n-1], 3))
		}
		return "Again and again: this is where all of the learning happens."
	}, curvePicture},
}

// writing is how the model writes, after some steps of learning.
var writing = []stop{
	{") Write(", "r, token :=", 1, fixed("To write, a new reader begins with the end of a line."), nextPicture},
	{") Write(", "for r.place < m.Context", 2, func(r *run) string {
		return fmt.Sprintf("It reads the token, and here are the shares of what may come first, from the model that has made %s. Chance draws a number: %s.", wording.Count(len(r.losses), "step"), label.Number(r.draw(), 3))
	}, nextPicture},
	{") Write(", "for token = 0;", 3, func(r *run) string {
		return fmt.Sprintf("The number goes through the shares, from the first on, until they have used it up. That is at “%s”.", shown(string([]rune(r.writes(1)[0] + "\n")[0])))
	}, nextPicture},
	{") Write(", "text += string(", 1, fixed("The letter is written, and is what the reader reads next."), nextPicture},
	{") Write(", "return strings.TrimSuffix(", 1, func(r *run) string {
		return fmt.Sprintf("At the end of a line it is done. The model that has made %s writes these words.", wording.Count(len(r.losses), "step"))
	}, wordsPicture},
}

func percent(share float64) string { return label.Number(100*share, 2) + " %" }
