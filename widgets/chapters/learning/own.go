package learning

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"zerotoai/engine/cluster"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// usualBeat lets the eye follow what each step of k-means does.
const usualBeat = 600 * time.Millisecond

// State implements ui.Stateful.
func (f *clusters) State() []ui.Param {
	return []ui.Param{
		ui.Int("points", &f.seed, firstSeed, lastSeed),
		ui.Float("centres", &f.centers, f.slider.Min, f.slider.Max),
		{Name: "own", Get: func() string { return writeOwn(f.own) }, Set: func(s string) (err error) { f.own, err = readOwn(s); return err }},
		ui.Float("pen-x", &f.pen.X, plain.Lo, plain.Hi), ui.Float("pen-y", &f.pen.Y, plain.Lo, plain.Hi),
		ui.Count("moves", func() int { return f.made }, &f.replay, mostMoves),
	}
}

// Restored implements ui.Stateful: it makes the steps again and adds points
// where they were added.
func (f *clusters) Restored() {
	f.centers = float64(int(f.centers))
	f.begin()
	for k := range f.replay + 1 {
		if k > 0 {
			f.addAfter(k)
		}
		if k < f.replay {
			f.step()
			f.made = k + 1
		}
	}
	f.replay = 0
}

func (f *clusters) addAfter(k int) {
	for _, o := range f.own {
		if o.after == k {
			f.run.Add(o.at)
		}
	}
}

// writeOwn writes points as "0 1.5 -2;4 0 3": after which step, x and y.
func writeOwn(own []added) string {
	var s []string
	for _, o := range own {
		s = append(s, fmt.Sprintf("%d %g %g", o.after, o.at.X, o.at.Y))
	}
	return strings.Join(s, ";")
}

// readOwn reads what writeOwn writes.
func readOwn(text string) (own []added, err error) {
	if text == "" {
		return nil, nil
	}
	if strings.Count(text, ";") >= mostOwn {
		return nil, fmt.Errorf("own is at most %d points", mostOwn)
	}
	for i, word := range strings.Split(text, ";") {
		o, ok := readAdded(strings.Fields(word))
		if !ok {
			return nil, fmt.Errorf("own, point %d: %.40q is not a step, x and y on the plane", i+1, word)
		}
		own = append(own, o)
	}
	return own, nil
}

func readAdded(words []string) (o added, ok bool) {
	if len(words) != 3 {
		return o, false
	}
	after, err := strconv.Atoi(words[0])
	x, errX := strconv.ParseFloat(words[1], 64)
	y, errY := strconv.ParseFloat(words[2], 64)
	at := paint.Pt(x, y)
	if err != nil || errX != nil || errY != nil || after < 0 || after > mostMoves || !plain.Has(at.X) || !plain.Has(at.Y) {
		return o, false
	}
	return added{after, cluster.Point{X: tenth(x), Y: tenth(y)}}, true
}

// Datasets implements ui.Tabular: the points with the cluster of each, and the
// centres.
func (f *clusters) Datasets() []ui.Dataset {
	points := ui.Dataset{Name: "Points", Columns: ui.Columns("x", "y", "cluster")}
	for i, p := range f.run.Points {
		of := any("none")
		if f.run.Of[i] != cluster.None {
			of = float64(f.run.Of[i] + 1)
		}
		points.Rows = append(points.Rows, []any{p.X, p.Y, of})
	}
	centers := ui.Dataset{Name: "Centres", Columns: ui.Columns("cluster", "x", "y")}
	for i, c := range f.run.Centers {
		centers.Rows = append(centers.Rows, []any{float64(i + 1), c.X, c.Y})
	}
	return append(ui.Filled(points), ui.Filled(centers)...)
}
