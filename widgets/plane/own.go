package plane

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zerotoai/engine/nn"
	"zerotoai/widgets/ui"
)

// Params are the reader's points in a link, and where the pen is. They do not
// call Changed: a figure reads Own when it is restored.
func (p *Pen) Params(name string) []ui.Param {
	own := ui.Param{
		Name: name,
		Get:  p.used,
		Set: func(s string) error {
			uses, err := readUses(name, s, len(p.Classes))
			if err == nil {
				p.again(uses)
			}
			return err
		},
	}
	class := ui.Option(name+"-pen", &p.chosen, p.choice.Options)
	return []ui.Param{
		own, class,
		ui.Float(name+"-x", &p.at.X, Side.Lo, Side.Hi), ui.Float(name+"-y", &p.at.Y, Side.Lo, Side.Hi),
	}
}

// A use is one of the pen: "1.5 -2 0" puts a point of class 0 at (1.5, −2), "-3"
// removes the third point, and "-" all of them.
type use = string

func write(q nn.Point) use { return fmt.Sprintf("%g %g %d", q.X, q.Y, q.Class) }

// used tells the uses, or if they are more than a link may tell, what they have
// made.
func (p *Pen) used() string {
	uses := p.uses
	if len(uses) > 2*MostOwn {
		uses = nil
		for _, q := range p.Own {
			uses = append(uses, write(q))
		}
	}
	return strings.Join(uses, ";")
}

// again uses the pen once more from the beginning.
func (p *Pen) again(uses []use) {
	p.Own, p.past, p.uses, p.note = nil, nil, nil, ""
	for _, u := range uses {
		own := slices.Clone(p.Own)
		switch i, err := strconv.Atoi(u); {
		case u == all:
			own = nil
		case err == nil && i < 0 && -i <= len(own):
			own = slices.Delete(own, -i-1, -i)
		case err != nil && len(own) < MostOwn:
			q, _ := readPoint(strings.Fields(u), len(p.Classes))
			own = append(own, q)
		default: // there is no such point: whoever wrote the link has made it up
			continue
		}
		p.keep(own, u)
	}
}

// readUses reads what a link says of the pen.
func readUses(name, text string, classes int) (uses []use, err error) {
	if text == "" {
		return nil, nil
	}
	if strings.Count(text, ";") >= 2*MostOwn {
		return nil, fmt.Errorf("%s is at most %d uses of the pen", name, 2*MostOwn)
	}
	for i, word := range strings.Split(text, ";") {
		if n, err := strconv.Atoi(word); word == all || err == nil && n < 0 && n >= -MostOwn {
			uses = append(uses, word)
			continue
		}
		q, ok := readPoint(strings.Fields(word), classes)
		if !ok {
			return nil, fmt.Errorf("%s, use %d: %.40q is not x and y on the plane and a class", name, i+1, word)
		}
		uses = append(uses, write(q))
	}
	return uses, nil
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
