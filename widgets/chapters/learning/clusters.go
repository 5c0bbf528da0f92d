package learning

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"zerotoai/engine/cluster"
	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// clusters finds heaps of points by k-means.
type clusters struct {
	ui.Stack
	seed    int
	centers float64 // how many, a whole number
	own     []added
	pen     paint.Point // where the next point of the reader's goes
	replay  int
	run     *cluster.Run
	made    int           // steps
	spread  []paint.Point // after each step

	plane   plot.Plane
	handle  plot.Handle
	chart   chart.Chart
	buttons runner.Runner
	add     button.Button
	clear   button.Button
	fresh   button.Button
	slider  slider.Slider
	status  label.Label
	inertia readout.Readout
	count   readout.Readout
	card    card.Card
}

// An added point is the reader's own, and after how many steps it was added.
type added struct {
	after int
	at    cluster.Point
}

var _ ui.Stateful = (*clusters)(nil)

const clustersID = "learning.clusters"

const (
	heapCount = 4
	heapSize  = 15
	mostOwn   = 200
	mostMoves = 500 // steps that a link may ask for
)

// plain is the plane on which the points lie.
var plain = plot.Range{Lo: -6, Hi: 6}

func newClusters() *clusters {
	f := &clusters{Stack: ui.Stack{ID: clustersID, Name: "Points without labels, and k-means"}, seed: firstHeaps, centers: heapCount}
	f.card = card.Card{ID: clustersID + ".card", Source: f, Names: clusterName, Origin: clusterOrigin}
	f.begin()
	f.controls()
	f.pictures()
	f.readouts()
	return f
}

func (f *clusters) controls() {
	f.buttons = runner.Runner{ID: clustersID, Step: f.step, Reset: f.restart, Beat: usualBeat}
	f.add = button.Button{ID: clustersID + ".add", Name: "Add a point", Icon: icon.Plus, Do: func() { f.put(f.pen) }}
	f.clear = button.Button{ID: clustersID + ".clear", Name: "Remove my points", Icon: icon.X, Do: func() { f.own = nil; f.restart() }}
	f.fresh = button.Button{ID: clustersID + ".fresh", Name: "New points", Icon: icon.Reset, Do: func() {
		f.seed = f.seed%lastSeed + 1
		f.restart()
	}}
	f.slider = slider.Slider{ID: clustersID + ".centers", Name: "Centres", Min: 1, Max: 8, Step: 1, Value: &f.centers, Changed: f.restart}
	f.status = label.Label{ID: clustersID + ".status", Name: "K-means", Font: theme.Small, Color: label.Ink, Live: true, Words: f.state}
}

func (f *clusters) pictures() {
	f.handle = plot.Handle{
		ID: clustersID + ".pen", Name: "New point", Step: 0.1, X: plain, Y: plain, Reach: plot.Keys,
		At: func() paint.Point { return f.pen }, Move: func(p paint.Point) { f.pen = p }, Enter: func() { f.put(f.pen) },
	}
	f.plane = plot.Plane{
		ID: clustersID + ".plane", Name: "Points and centres", Value: f.words, Shape: 1,
		Axes:  func() plot.Axes { return plot.Axes{X: plain, Y: plain, XName: "x", YName: "y", Equal: true} },
		Front: f.draw, Handles: []*plot.Handle{&f.handle}, Pointed: f.pointed,
	}
	f.chart = chart.Chart{ID: clustersID + ".chart", Name: "Spread after each step", YName: "spread", Shape: 0.8, Tall: 300, Keyless: true, Data: func() chart.Data {
		return chart.Data{Steps: 10, Lines: []chart.Line{{Name: "spread", Color: label.Data, Points: f.spread}}}
	}}
}

func (f *clusters) readouts() {
	f.inertia = readout.Readout{
		ID: clustersID + ".spread", Name: "Spread", Room: len(chart.Empty), Value: f.spreadNow,
		Explains: func() trace.Ref {
			if f.made == 0 {
				return trace.Ref{}
			}
			return cluster.InertiaRef
		}, Open: f.card.Show,
	}
	f.count = readout.Readout{ID: clustersID + ".count", Name: "Points", Value: func() string { return strconv.Itoa(len(f.run.Points)) }}
}

func (f *clusters) spreadNow() string {
	if f.made == 0 {
		return chart.Empty
	}
	return label.Number(f.run.Inertia(), 5)
}

// heaps are the points of a seed: some heaps, whose middles keep apart.
func heaps(random func() float64) (points []cluster.Point) {
	turn := 2 * math.Pi * random()
	for h := range heapCount {
		angle := turn + 2*math.Pi*float64(h)/heapCount
		off := nn.Normals(2*heapSize, random)
		for i := range heapSize {
			points = append(points, cluster.Point{
				X: tenth(plain.Clamp(3.4*math.Cos(angle) + off[2*i])),
				Y: tenth(plain.Clamp(3.4*math.Sin(angle) + off[2*i+1])),
			})
		}
	}
	return points
}

// tenth rounds a coordinate to what is shown and kept of it.
func tenth(v float64) float64 { return math.Round(10*v) / 10 }

// restart sets the centres anew among all the points that there are.
func (f *clusters) restart() {
	f.buttons.Pause()
	for i := range f.own {
		f.own[i].after = 0
	}
	f.begin()
}

// begin makes the points of the seed, adds those that the reader added before
// the first step, and draws the centres from them.
func (f *clusters) begin() {
	random := seeded(f.seed)
	points := heaps(random)
	for _, o := range f.own {
		if o.after == 0 {
			points = append(points, o.at)
		}
	}
	f.run = cluster.NewRun(points, int(f.centers), random)
	f.made, f.spread = 0, nil
	f.card.Close()
}

// step gives the points to centres, or moves the centres, in turn.
func (f *clusters) step() bool {
	if f.run.Step() {
		f.made++
		f.spread = append(f.spread, paint.Pt(float64(f.made), f.run.Inertia()))
	}
	return !f.run.Converged
}

// put adds a point of the reader's. Before the first step the centres are
// drawn anew, so that the same points always make the same run.
func (f *clusters) put(p paint.Point) {
	if len(f.own) >= mostOwn {
		return
	}
	o := added{f.made, cluster.Point{X: tenth(plain.Clamp(p.X)), Y: tenth(plain.Clamp(p.Y))}}
	f.own = append(f.own, o)
	if f.made == 0 {
		f.begin()
		return
	}
	f.run.Add(o.at)
}

// pointed adds a point where the plane is pressed.
func (f *clusters) pointed(e ui.Pointer) bool {
	if e.Kind != ui.Press {
		return false
	}
	f.pen = paint.Pt(tenth(plain.Clamp(e.At.X)), tenth(plain.Clamp(e.At.Y)))
	f.put(f.pen)
	return true
}

func (f *clusters) state() string {
	full := ""
	if len(f.own) >= mostOwn {
		full = fmt.Sprintf(" No more than %d points of your own are kept.", mostOwn)
	}
	switch {
	case f.buttons.Playing():
		return "Assign, move, assign, move." + full
	case f.run.Converged:
		return fmt.Sprintf("At rest after %s: no point changes its centre any more.", steps(f.made)) + full
	case f.run.Next == cluster.Assign:
		return "Next: give each point to its nearest centre." + full
	}
	return "Next: move each centre to the mean of its points." + full
}

func (f *clusters) words() string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s.", wording.Count(len(f.run.Points), "point"))
	for i, of := range f.run.Members() {
		c := f.run.Centers[i]
		fmt.Fprintf(&s, " Centre %s at x = %s, y = %s has %s.", letter(i), label.Fixed(c.X, 1), label.Fixed(c.Y, 1), wording.Count(len(of), "point"))
	}
	return s.String()
}

// letter names a centre.
func letter(i int) string { return string(rune('A' + i)) }

// draw paints the points, a line from each to its centre, and the centres.
func (f *clusters) draw(c *ui.Context, to paint.Canvas, fr plot.Frame) {
	for i, p := range f.run.Points {
		at := paint.Pt(p.X, p.Y)
		if k := f.run.Of[i]; k != cluster.None {
			m := f.run.Centers[k]
			fr.Line(to, at, paint.Pt(m.X, m.Y), paint.Stroke{Width: 1, Color: c.Theme.Line})
		}
		fr.Dot(c, to, at, 4, c.Theme.Data)
	}
	var badges []plot.Badge
	for i, m := range f.run.Centers {
		badges = append(badges, plot.Badge{Letter: letter(i), Color: label.Ink, At: paint.Pt(m.X, m.Y)})
	}
	fr.Badges(c, to, badges...)
}

// Layout implements ui.Widget.
func (f *clusters) Layout(c *ui.Context, room paint.Point) paint.Point {
	f.clear.Disabled, f.add.Disabled = len(f.own) == 0, len(f.own) >= mostOwn
	f.Begin(c, room)
	f.Add(&f.buttons, &f.status)
	f.Columns(270, &f.plane, &f.chart)
	f.Row(&f.add, &f.clear, &f.fresh)
	f.Add(&f.slider)
	f.Row(&f.inertia, &f.count)
	f.Add(&f.card)
	return f.End()
}

// Explain implements trace.Source.
func (f *clusters) Explain(r trace.Ref) (trace.Step, bool) { return f.run.Explain(r) }
