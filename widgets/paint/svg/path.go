package svg

import (
	"fmt"
	"math"
	"strconv"

	"zerotoai/widgets/paint"
)

// ParsePath reads SVG path data (the d attribute, SVG 1.1 §8.3). Quadratic
// curves become cubics exactly, arcs to within what can be seen.
func ParsePath(d string) (paint.Path, error) {
	p := pathParser{in: d}
	if p.skip(); p.pos < len(d) && d[p.pos]&^0x20 != 'M' {
		p.fail("a path begins with M")
	}
	for p.skip(); p.pos < len(p.in) && p.err == nil; p.skip() {
		if c := p.in[p.pos]; isLetter(c) {
			p.pos++
			p.cmd = c
		} else if p.cmd == 0 {
			p.fail("a command letter is missing")
		}
		if p.err == nil {
			p.segment()
		}
	}
	return p.path, p.err
}

// A pathParser holds the state that path data speaks of.
type pathParser struct {
	in        string
	pos       int
	cmd       byte
	path      paint.Path
	at, start paint.Point
	control   paint.Point // of the last curve, for S and T
	last      byte        // the last command, upper case
	err       error
}

func isLetter(c byte) bool {
	return 'a' <= c && c <= 'z' && c != 'e' || 'A' <= c && c <= 'Z' && c != 'E'
}

func (p *pathParser) fail(msg string) {
	if p.err == nil {
		p.err = fmt.Errorf("svg: path data at %d: %s", p.pos, msg)
	}
}

func (p *pathParser) skip() {
	for p.pos < len(p.in) && (p.in[p.pos] == ' ' || p.in[p.pos] == ',' || p.in[p.pos] == '\n' || p.in[p.pos] == '\t' || p.in[p.pos] == '\r') {
		p.pos++
	}
}

// number reads one number; a sign or a second point ends the one before.
func (p *pathParser) number() float64 {
	p.skip()
	i, point := p.pos, false
	for i < len(p.in) {
		c := p.in[i]
		switch {
		case '0' <= c && c <= '9':
		case c == '.' && !point:
			point = true
		case (c == '-' || c == '+') && (i == p.pos || p.in[i-1] == 'e' || p.in[i-1] == 'E'):
		case (c == 'e' || c == 'E') && i > p.pos:
			point = true
		default:
			goto end
		}
		i++
	}
end:
	v, err := strconv.ParseFloat(p.in[p.pos:i], 64)
	if err != nil {
		p.fail("a number is missing")
	}
	p.pos = i
	return v
}

// flag reads the 0 or 1 of an arc, which may stand without a space after it.
func (p *pathParser) flag() bool {
	p.skip()
	if p.pos < len(p.in) && (p.in[p.pos] == '0' || p.in[p.pos] == '1') {
		p.pos++
		return p.in[p.pos-1] == '1'
	}
	p.fail("a flag is missing")
	return false
}

// point reads a point, relative to the pen if the command is lower case.
func (p *pathParser) point() paint.Point {
	q := paint.Pt(p.number(), p.number())
	if p.cmd >= 'a' {
		q = q.Add(p.at)
	}
	return q
}

func (p *pathParser) segment() {
	upper := p.cmd &^ 0x20
	switch upper {
	case 'M':
		p.at = p.point()
		p.start = p.at
		p.path.Move(p.at)
		p.cmd = p.cmd&0x20 | 'L' // further pairs are lines
	case 'L':
		p.line(p.point())
	case 'H', 'V':
		p.line(p.along(upper))
	case 'C', 'S':
		a := p.reflected("CS")
		if upper == 'C' {
			a = p.point()
		}
		b := p.point()
		p.cubic(a, b, p.point(), b)
	case 'Q', 'T':
		q := p.reflected("QT")
		if upper == 'Q' {
			q = p.point()
		}
		p.quadratic(q, p.point())
	case 'A':
		p.arc()
	case 'Z':
		p.path.Close()
		p.at = p.start
		p.cmd = 0
	default:
		p.fail(fmt.Sprintf("there is no command %q", p.cmd))
	}
	p.last = upper
}

// along reads the end of a level or upright line.
func (p *pathParser) along(upper byte) paint.Point {
	v, to := p.number(), p.at
	coordinate := &to.X
	if upper == 'V' {
		coordinate = &to.Y
	}
	if p.cmd >= 'a' {
		v += *coordinate
	}
	*coordinate = v
	return to
}

func (p *pathParser) line(to paint.Point) {
	p.path.Line(to)
	p.at = to
}

// reflected is the control point of the last curve, if it was one of kinds,
// mirrored in the pen's place.
func (p *pathParser) reflected(kinds string) paint.Point {
	if p.last == kinds[0] || p.last == kinds[1] {
		return p.at.Mul(2).Sub(p.control)
	}
	return p.at
}

func (p *pathParser) cubic(a, b, to, control paint.Point) {
	p.path.Cubic(a, b, to)
	p.control, p.at = control, to
}

func (p *pathParser) quadratic(q, to paint.Point) {
	a := p.at.Add(q.Sub(p.at).Mul(2.0 / 3))
	b := to.Add(q.Sub(to).Mul(2.0 / 3))
	p.cubic(a, b, to, q)
}

// arc follows SVG 1.1 appendix F.6: from end points to a centre, then as
// cubics of at most a quarter turn.
func (p *pathParser) arc() {
	rx, ry := math.Abs(p.number()), math.Abs(p.number())
	phi := p.number() * math.Pi / 180
	large, sweep := p.flag(), p.flag()
	to := p.point()
	if p.err != nil || to == p.at {
		return
	}
	if rx == 0 || ry == 0 {
		p.line(to)
		return
	}
	sin, cos := math.Sincos(phi)
	d := p.at.Sub(to).Mul(0.5)
	x, y := cos*d.X+sin*d.Y, -sin*d.X+cos*d.Y
	if l := x*x/(rx*rx) + y*y/(ry*ry); l > 1 {
		rx, ry = rx*math.Sqrt(l), ry*math.Sqrt(l)
	}
	k := math.Sqrt(max(0, (rx*rx*ry*ry-rx*rx*y*y-ry*ry*x*x)/(rx*rx*y*y+ry*ry*x*x)))
	if large == sweep {
		k = -k
	}
	cx, cy := k*rx*y/ry, -k*ry*x/rx
	from := math.Atan2((y-cy)/ry, (x-cx)/rx)
	turn := math.Atan2((-y-cy)/ry, (-x-cx)/rx) - from
	if sweep && turn < 0 {
		turn += 2 * math.Pi
	} else if !sweep && turn > 0 {
		turn -= 2 * math.Pi
	}
	mid := p.at.Add(to).Mul(0.5)
	on := func(u, v float64) paint.Point { // from the unit circle to the ellipse
		u, v = u*rx+cx, v*ry+cy
		return mid.Add(paint.Pt(cos*u-sin*v, sin*u+cos*v))
	}
	n := int(math.Ceil(math.Abs(turn) / (math.Pi / 2) * (1 - 1e-9)))
	n = max(n, 1)
	step := turn / float64(n)
	c := 4.0 / 3 * math.Tan(step/4)
	for i := range n {
		a, b := from+float64(i)*step, from+float64(i+1)*step
		sa, ca := math.Sincos(a)
		sb, cb := math.Sincos(b)
		end := on(cb, sb)
		if i == n-1 {
			end = to
		}
		p.cubic(on(ca-c*sa, sa+c*ca), on(cb+c*sb, sb-c*cb), end, end)
	}
}
