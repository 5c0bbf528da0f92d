package plane

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/engine/nn"
	"zerotoai/widgets/ui"
)

// Param is the reader's points in a link. It does not call Changed: a figure
// reads Own when it is restored.
func (p *Pen) Param(name string) ui.Param {
	return ui.Param{
		Name: name,
		Get:  func() string { return write(p.Own) },
		Set: func(s string) error {
			own, err := read(name, s, len(p.Classes))
			if err == nil {
				p.Own, p.past = own, nil
			}
			return err
		},
	}
}

// write writes points as "1.5 -2 0;4 3 1": x, y and the class.
func write(own []nn.Point) string {
	var s []string
	for _, q := range own {
		s = append(s, fmt.Sprintf("%g %g %d", q.X, q.Y, q.Class))
	}
	return strings.Join(s, ";")
}

// read reads what write writes.
func read(name, text string, classes int) (own []nn.Point, err error) {
	if text == "" {
		return nil, nil
	}
	if strings.Count(text, ";") >= MostOwn {
		return nil, fmt.Errorf("%s is at most %d points", name, MostOwn)
	}
	for i, word := range strings.Split(text, ";") {
		q, ok := readPoint(strings.Fields(word), classes)
		if !ok {
			return nil, fmt.Errorf("%s, point %d: %.40q is not x and y on the plane and a class", name, i+1, word)
		}
		own = append(own, q)
	}
	return own, nil
}

func readPoint(words []string, classes int) (q nn.Point, ok bool) {
	if len(words) != 3 {
		return q, false
	}
	x, errX := strconv.ParseFloat(words[0], 64)
	y, errY := strconv.ParseFloat(words[1], 64)
	class, err := strconv.Atoi(words[2])
	if errX != nil || errY != nil || err != nil || !Side.Has(x) || !Side.Has(y) || class < 0 || class >= classes {
		return q, false
	}
	return nn.Point{X: tenth(x), Y: tenth(y), Class: class}, true
}
