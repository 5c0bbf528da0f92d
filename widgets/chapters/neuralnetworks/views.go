package neuralnetworks

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"zerotoai/engine/nn"
	"zerotoai/widgets/heat"
	"zerotoai/widgets/label"
	"zerotoai/widgets/network"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plane"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// views are the small pictures in the neurons, by layer.
type views struct {
	sizes   []int // of the layers
	maps    [][]*heat.Map
	palette heat.Palette
}

// coarse is how many cells of the picture, along each side, are one of a view.
const coarse = 4

// show takes over what the neurons of a network of those sizes say.
func (v *views) show(p *nn.Picture, sizes []int) {
	if !slices.Equal(v.sizes, sizes) {
		v.make(sizes, p.W/coarse, p.H/coarse)
	}
	for l, layer := range p.Neurons {
		for i, cells := range layer {
			fill(v.maps[l][i], cells, p.W)
		}
	}
}

// make makes room for views of w × h cells.
func (v *views) make(sizes []int, w, h int) {
	if v.palette == nil {
		v.palette = heat.Kept(plane.Signs)
	}
	v.sizes, v.maps = sizes, nil
	for _, n := range sizes {
		maps := make([]*heat.Map, n)
		for i := range maps {
			maps[i] = &heat.Map{Values: make([]float64, w*h), W: w, H: h, Quick: true, Palette: v.palette}
		}
		v.maps = append(v.maps, maps)
	}
}

// fill shows every fourth cell of every fourth row, which are that wide.
func fill(m *heat.Map, cells []float32, width int) {
	m.Hi = faint
	for k := range m.Values {
		x, y := k%m.W*coarse+coarse/2, k/m.W*coarse+coarse/2
		m.Values[k] = float64(cells[y*width+x])
		m.Hi = max(m.Hi, math.Abs(m.Values[k]))
	}
	m.Lo = -m.Hi
	m.Changed()
}

// faint is the least number that has a strong colour, so that what says little
// is pale.
const faint = 1

// reach is the size of the largest number of cells, and at least faint.
func reach(cells []float32) float64 {
	most := float32(faint)
	for _, c := range cells {
		most = max(most, c, -c)
	}
	return float64(most)
}

// refresh is how many frames a picture lasts while the network is trained.
const refresh = 6

// follow brings the pictures up to date: now and then while time goes by, and
// at once when nothing plays any more. It reports whether it did.
func (f *playground) follow() bool {
	moving := f.buttons.Playing() || f.training.behind()
	f.age++
	if !f.stale || moving && f.age < refresh {
		return false
	}
	f.repaint()
	return true
}

// repaint asks the network about every place of the plane.
func (f *playground) repaint() {
	net := f.training.trainer.Net
	f.picture.Paint(net, seen)
	f.stale, f.age = false, 0
	f.views.show(f.picture, net.Shape().Sizes)
	f.show()
}

// show shows on the plane what the chosen neuron says, or the output if that
// neuron has gone.
func (f *playground) show() {
	if p := f.chosen; p.Layer >= len(f.views.sizes) || p.I >= f.views.sizes[p.Layer] {
		f.chosen = network.Place{Layer: len(f.views.sizes) - 1}
	}
	cells := f.picture.Neurons[f.chosen.Layer][f.chosen.I]
	r := reach(cells)
	f.plane.Ground.Show(cells, f.picture.W, f.picture.H, -r, r)
}

func (f *playground) drawView(c *ui.Context, to paint.Canvas, p network.Place, box paint.Rect) {
	f.views.maps[p.Layer][p.I].Draw(to, box.Inset(2), c.Theme)
}

// layers are what the picture of the network shows.
func (f *playground) layers() (ls []network.Layer) {
	net := f.training.trainer.Net
	for l, size := range net.Shape().Sizes {
		var layer network.Layer
		for i := range size {
			p := network.Place{Layer: l, I: i}
			n := network.Neuron{Name: capital(f.training.neuron(p))}
			if l == 0 {
				n.Label = seen[i].String()
			} else if !f.buttons.Playing() {
				n.Says = f.weights(p)
			}
			layer.Neurons = append(layer.Neurons, n)
		}
		ls = append(ls, layer)
	}
	return ls
}

// weights tells those of a neuron.
func (f *playground) weights(p network.Place) string {
	l := &f.training.trainer.Net.Layers[p.Layer-1]
	var ws []string
	for j := range l.In {
		ws = append(ws, label.Fixed(l.Weight(p.I, j), 2))
	}
	return fmt.Sprintf("weights %s, bias %s", strings.Join(ws, ", "), label.Fixed(l.B[p.I], 2))
}

// shapeInWords tells how the network is built.
func (f *playground) shapeInWords() string {
	sizes := f.set.shape().Sizes
	if len(sizes) == 2 {
		return "Two inputs lead straight to the output: there is no hidden layer."
	}
	var hidden []string
	for _, n := range sizes[1 : len(sizes)-1] {
		hidden = append(hidden, fmt.Sprint(n))
	}
	return fmt.Sprintf("Neurons in the hidden layers: %s.", strings.Join(hidden, ", "))
}

// words tells the plane.
func (f *playground) words() string {
	t := &f.training
	s := fmt.Sprintf("%s to learn from, %s held out. The colours are what the %s says.", wording.Count(len(t.train), "point"), fmt.Sprint(len(t.held)), t.neuron(f.chosen))
	if t.score.Count == 0 {
		return s
	}
	return s + fmt.Sprintf(" The network tells %s of the points held out right.", t.accuracy())
}

// state says how the training stands, and what of the settings is in its way.
func (f *playground) state() string {
	s := f.progress()
	if note := f.pen.Note(); note != "" {
		s += " " + note
	}
	if hint := f.hint(); hint != "" {
		s += " " + hint
	}
	return s
}

func (f *playground) progress() string {
	t := &f.training
	switch n := t.trainer.Epochs; {
	case len(t.train) == 0:
		return "There is no point to learn from. Choose a data set, raise “Points”, or press the plane."
	case t.trainer.Diverged:
		return fmt.Sprintf("After %s the training has diverged: the next step would make a weight larger than a million. Choose a smaller learning rate.", wording.Count(t.trainer.Steps, "step"))
	case t.behind():
		return fmt.Sprintf("Catching up with the link: %d of %s.", n, wording.Count(t.replay.epochs, "epoch"))
	case f.buttons.Playing():
		return "Training."
	case n == 0 && t.trainer.Steps == 0:
		return fmt.Sprintf("Not trained yet: the weights are random. %s to learn from, %d held out.", wording.Count(len(t.train), "point"), len(t.held))
	case t.over():
		return fmt.Sprintf("Trained for %s, which is as long as this figure trains.", wording.Count(n, "epoch")) + f.result()
	default:
		return fmt.Sprintf("After %s.", wording.Count(n, "epoch")) + f.result()
	}
}

func (f *playground) result() string {
	if f.training.score.Count == 0 {
		return ""
	}
	return fmt.Sprintf(" %s of the points held out are told right.", f.training.accuracy())
}

// hint says why there may be little to expect.
func (f *playground) hint() string {
	t := &f.training
	switch {
	case len(t.train) == 0:
		return ""
	case t.oneClass():
		return "All points to learn from are of one class: there is no border to find."
	case len(t.held) == 0:
		return "No point is held out: every third point of your own is."
	case t.largest() > large:
		return fmt.Sprintf("A weight has grown to %s: steps as long as these overshoot. Choose a smaller learning rate.", label.Number(t.largest(), 3))
	case t.stuck():
		return "The loss is no smaller than at the start. The steps may be too long: choose a smaller learning rate."
	case f.set.layers == 0:
		return "Without a hidden layer the border is a straight line."
	case f.set.activation == nn.Linear.String():
		return "Linear neurons do not bend: together they can draw a straight line only."
	}
	return ""
}
