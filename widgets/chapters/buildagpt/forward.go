package buildagpt

import (
	"fmt"
	"math"
	"strings"

	"zerotoai/widgets/label"
)

// beginning is how a model is made that has learned nothing.
var beginning = []stop{
	{"", "type Settings struct {", 9, func(r *run) string {
		s := r.fresh.Settings
		return fmt.Sprintf("What it learns from, and how large it is: the names of %d birds, %d numbers for each token, %d heads. Everything else follows from these.", strings.Count(s.Text, "\n")+1, s.Width, s.Heads)
	}, settingsPicture},
	{"", "type Chance uint64", 7, fixed("There is no chance in a computer. A counter that is multiplied and added to gives numbers that look like it. These are the first from seed {seed}; they are the same on every machine."), chancePicture},
	{"func New(", "text := ", 2, func(r *run) string {
		return fmt.Sprintf("The text has %d bytes. A sign for “new line” is put before it, for the beginning of its first line.", len(r.fresh.Text))
	}, firstPicture},
	{"func New(", "m.Letters = ", 1, func(r *run) string {
		return fmt.Sprintf("All letters of the text, sorted, each once: the vocabulary has %d. The number of a letter is its token. ¶ is the end of a line, which is also the beginning of the next.", len(r.fresh.Letters))
	}, vocabularyPicture},
	{"func New(", "for line := range", 3, func(r *run) string {
		return fmt.Sprintf("Line by line, the text becomes examples: %d lists of tokens. This is the first.", strings.Count(strings.TrimSpace(r.fresh.Text), "\n")+1)
	}, firstPicture},
	{") Encode(", "for _, letter := range", 4, fixed("A letter’s token is the place where it stands in the vocabulary."), firstPicture},
	{"func New(", "m.Reader().Read(0, 1)", 2, func(r *run) string {
		return fmt.Sprintf("One token is read, only so that every matrix gets made that reading needs: here they are, with their rows and columns. Together they have %s numbers, which are all that will be learned.", label.Whole(float64(r.fresh.Count())))
	}, matricesPicture},
	{") matrix(", "for len(m.Matrices[name]) < rows", 3, fixed("The first time a matrix is asked for, it has no rows yet. Each is made full of zeros, with room for two means beside it that Adam will need."), matricesPicture},
	{") matrix(", "for i := range row.Data", 3, func(r *run) string {
		return fmt.Sprintf("Then chance fills it. This is the matrix of the first head’s queries: numbers between −%[1]s and %[1]s. Filled squares are positive, outlined ones negative.", label.Number(math.Sqrt(3/float64(r.fresh.Width)), 3))
	}, learned("head 1.1 query", "The random numbers of the first query matrix")},
	{") matrix(", "m.Matrices[name] = append(", 3, fixed("The row is kept under the name of its matrix. From the second time on, the matrix is there."), learned("letters", "The table of letters: a row for each")},
	{"", "type Model struct {", 9, func(r *run) string {
		return fmt.Sprintf("That is a model: its settings, %d letters, %d rows that it learns, %d steps done, its examples, and chance.", len(r.fresh.Letters), len(r.fresh.Learned), r.fresh.Done)
	}, modelPicture},
	{") Step(", "for range m.Batch", 2, fixed("Training begins. A batch is {batch} examples, and each has a reader of its own. We follow the first."), modelPicture},
	{") Example(", "line := m.lines[", 1, func(r *run) string {
		return "Chance draws one of the lines: “" + shown(r.fresh.Decode(append(r.Tokens[:len(r.Tokens):len(r.Tokens)], r.Next[len(r.Next)-1]))) + "”."
	}, examplePicture},
	{") Example(", "n := min(", 2, func(r *run) string {
		return fmt.Sprintf("It is short enough, so it is read from its beginning: n is %d. Of a line that is longer than %d tokens, chance would take a part.", len(r.Tokens), r.fresh.Context)
	}, examplePicture},
	{") Example(", "return line[from", 1, fixed("Above: what the model reads. Below each letter: what it has to expect there, which is simply the letter after."), examplePicture},
}

// reading is what happens to a token before it attends.
var reading = []stop{
	{"", "type Reader struct {", 11, fixed("A reader goes along the example. It has a tape, and for each head it keeps the keys and values of what it has read. At first all of these are empty."), examplePicture},
	{") Step(", "loss += r.Loss(", 1, fixed("The first example goes in, and its loss will come out. How, the next stops show."), examplePicture},
	{") Loss(", "var surprises Matrix", 2, func(r *run) string {
		return fmt.Sprintf("Token by token: there are %d. Where the stops show one, it is the third, %s, after which %s has to come.", len(r.Tokens), r.letter(r.Tokens[third]), r.letter(r.Next[third]))
	}, examplePicture},
	{") Read(", "letters, places :=", 1, fixed("Two tables: a row for each letter, and a row for each place in the line. These are the places."), learned("places", "The table of places")},
	{") Read(", "x := r.sum(\"start\"", 2, fixed("The row of the letter and the row of the place are added up. Their sum is where the token starts: a vector of {width} numbers. You see those of all tokens."), tokens("start", "Where the tokens start")},
	{") sum(", "shares := slices.Repeat(", 2, fixed("A sum is a mixture in which each vector has a share of 1."), tokens("start", "Sums of two vectors")},
	{") mix(", "y := make(", 4, fixed("The mixture begins with zeros, and takes one vector after the other."), tokens("start", "Sums of two vectors")},
	{"func addTo(", "for i := range a {", 3, fixed("Number by number: this is where it is really added."), tokens("start", "Sums of two vectors")},
	{"", "type Vector struct {", 7, func(r *run) string {
		v := r.at("start")
		return fmt.Sprintf("What came out is a vector. It has a name, “%s”, and %d numbers, and as much room for its gradient. It also has a function that will hand the gradient on.", v.Name, len(v.Data))
	}, onTape(true)},
	{"", "type Matrix []*Vector", 4, fixed("A matrix is nothing but a list of vectors, its rows, and so is a tape. Here are the first vectors of this one, with how many numbers they have."), onTape(true)},
	{") vector(", "v := &Vector{", 3, func(r *run) string {
		return fmt.Sprintf("Every vector that is made goes to the end of the tape. When the example has been read, there will be %d.", len(r.Tape))
	}, onTape(true)},
	{") Read(", "for b := range r.Blocks", 2, fixed("Now a block; here there is only one. First, each vector is brought to the same size, so that no token shouts."), tokens("normed", "Vectors of one size")},
	{") norm(", "y, n := make(", 3, func(r *run) string {
		v := r.at("normed")
		s, _ := r.Explain(r.Ref(v, 0))
		return fmt.Sprintf("The size of a vector is the root of the mean of its squares. That of %s is %s; each number is divided by it.", r.letter(r.Tokens[third]), label.Number(s.Args[1].Value, 3))
	}, normPicture},
	{"func dot(", "for i := range a {", 4, fixed("The sum of squares is the dot product of the vector with itself: pairs are multiplied, and all of that is added up."), normPicture},
}

// attending is what heads do.
var attending = []stop{
	{") Read(", "for h := range r.Heads", 1, fixed("Head by head, and there are {heads}. We look at the first."), tokens("normed", "What the heads read")},
	{") attend(", "size := r.Width / r.Heads", 2, fixed("The head asks. A query has {width} / {heads} = {size} numbers, made from the token’s vector by a matrix."), tokens("head 1.1 query", "The queries of the first head")},
	{") linear(", "return r.times(", 1, fixed("The matrix is one of those that are learned. This is it."), learned("head 1.1 query", "The first query matrix")},
	{") times(", "y := make(", 4, fixed("A matrix times a vector: each of its rows is multiplied with the vector, by a dot product, and gives one number."), tokens("head 1.1 query", "The queries of the first head")},
	{") attend(", "r.keys[head] = append(", 1, fixed("With its key, a token answers the queries of those that come later. The reader keeps it."), tokens("head 1.1 key", "The keys of the first head")},
	{") attend(", "r.values[head] = append(", 1, fixed("What a token hands on when it is looked at: its value. The reader keeps this, too."), tokens("head 1.1 value", "The values of the first head")},
	{") attend(", "scores := r.times(", 1, fixed("Query times key says how well they fit. A token can only look at keys that are there already: at its own, and at those before. That is why there is a triangle."), tokens("scores", "The scores of the first head")},
	{") attend(", "weights := r.softmax(", 1, func(r *run) string {
		return fmt.Sprintf("Softmax makes shares of 1 of each row. The first token can look only at itself, with a weight of 1. The third gives itself %s.", label.Number(r.at("weights").Data[third], 3))
	}, attention},
	{") softmax(", "y, sum := make(", 2, func(r *run) string {
		s, _ := r.Explain(r.Part(r.at("weights"), "largest", 0))
		return fmt.Sprintf("How softmax does that, at the third token: the largest score is %s. It is taken away from all, which changes no share.", label.Number(s.Value, 3))
	}, tokens("scores", "The scores of the first head")},
	{") softmax(", "for i, v := range x.Data", 4, fixed("Each score, less the largest and times the scale, becomes a power of e. The powers are added up."), powersPicture},
	{") softmax(", "for i := range y {", 3, fixed("Divided by their sum, the powers are shares."), attention},
	{") attend(", "return r.linear(head+\"out\"", 1, fixed("Each token gets a mixture of the values it looks at, in the shares of the weights. One more matrix brings that back to {width} numbers."), tokens("mixed", "Mixtures of values")},
	{") Read(", "x = r.sum(\"attended\"", 1, fixed("What the head found is added to what was there: this is the residual stream. Nothing is lost."), tokens("attended", "The stream, after the first head")},
}

// expecting is how the model comes to what it expects, and to its loss.
var expecting = []stop{
	{") Read(", "neurons := r.relu(", 1, fixed("Then each token thinks by itself: {neurons} neurons. You see what comes out of them; empty places are silent neurons."), tokens("relu", "The outputs of the neurons")},
	{") relu(", "y := make(", 4, func(r *run) string {
		silent := 0
		for _, v := range r.at("relu").Data {
			if v == 0 {
				silent++
			}
		}
		return fmt.Sprintf("ReLU: what is below 0 becomes 0. At the third token that silences %d of %d neurons.", silent, len(r.at("relu").Data))
	}, tokens("up 1", "The neurons before their bend")},
	{") Read(", "x = r.sum(\"thought\"", 1, fixed("A second matrix brings that back to {width} numbers, and it is added to the stream as well."), tokens("thought", "The stream, after the block")},
	{") Read(", "return r.softmax(\"shares\"", 1, func(r *run) string {
		return fmt.Sprintf("The vector is compared with the row of every letter, and softmax makes shares of that. After “%s”, “%s” would be right. It has a share of %s: nothing has been learned yet.", r.read(), r.letter(r.Next[third]), percent(r.at("shares").Data[r.Next[third]]))
	}, sharesPicture},
	{") surprise(", "y := -math.Log(", 1, func(r *run) string {
		share := r.at("shares").Data[r.Next[third]]
		return fmt.Sprintf("The surprise at a letter is −ln of its share. For the third token, −ln %s = %s.", label.Number(share, 3), label.Number(-math.Log(share), 4))
	}, surprisePicture},
	{") Loss(", "surprises = append(", 1, fixed("There is a surprise for each token."), surprisePicture},
	{") Loss(", "return r.sum(\"loss\"", 1, func(r *run) string {
		return fmt.Sprintf("The loss is their mean, %s. Who takes all %d letters for equally likely has ln %d = %s.", label.Number(r.loss().Data[0], 4), len(r.fresh.Letters), len(r.fresh.Letters), label.Number(r.fresh.Uniform(), 4))
	}, surprisePicture},
}
