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

// arc reads an arc of an ellipse, from the pen to a point.
func (p *pathParser) arc() {
	rx, ry := math.Abs(p.number()), math.Abs(p.number())
	phi := p.number() * math.Pi / 180
	large, sweep := p.flag(), p.flag()
	to := p.point()
	switch {
	case p.err != nil || to == p.at:
	case rx == 0 || ry == 0:
		p.line(to)
	default:
		e := ellipseThrough(p.at, to, paint.Pt(rx, ry), phi, large == sweep)
		from := e.angle(p.at)
		p.follow(e, from, turn(from, e.angle(to), sweep), to)
	}
}

// An ellipse is the unit circle, stretched, turned and moved.
type ellipse struct {
	r, center, mid paint.Point // radii; the centre, seen from mid before the turn
	sin, cos       float64     // of the turn
}

// ellipseThrough is an ellipse of these radii through a and b, or one of larger
// radii if there is none. There may be two: other chooses the one whose centre
// lies on the other side of the line from a to b. See SVG 1.1, appendix F.6.
func ellipseThrough(a, b, r paint.Point, phi float64, other bool) ellipse {
	e := ellipse{r: r, mid: a.Add(b).Mul(0.5)}
	e.sin, e.cos = math.Sincos(phi)
	at := e.back(a.Sub(b).Mul(0.5))
	x, y := at.X, at.Y
	if l := x*x/(r.X*r.X) + y*y/(r.Y*r.Y); l > 1 {
		e.r = paint.Pt(r.X*math.Sqrt(l), r.Y*math.Sqrt(l))
	}
	rx, ry := e.r.X, e.r.Y
	k := math.Sqrt(max(0, (rx*rx*ry*ry-rx*rx*y*y-ry*ry*x*x)/(rx*rx*y*y+ry*ry*x*x)))
	if other {
		k = -k
	}
	e.center = paint.Pt(k*rx*y/ry, -k*ry*x/rx)
	return e
}

// back takes the turn out of a vector.
func (e ellipse) back(d paint.Point) paint.Point {
	return paint.Pt(e.cos*d.X+e.sin*d.Y, -e.sin*d.X+e.cos*d.Y)
}

// on is where a point of the unit circle comes to lie.
func (e ellipse) on(u, v float64) paint.Point {
	u, v = u*e.r.X+e.center.X, v*e.r.Y+e.center.Y
	return e.mid.Add(paint.Pt(e.cos*u-e.sin*v, e.sin*u+e.cos*v))
}

// angle is where a point of the ellipse lies on the unit circle.
func (e ellipse) angle(at paint.Point) float64 {
	d := e.back(at.Sub(e.mid)).Sub(e.center)
	return math.Atan2(d.Y/e.r.Y, d.X/e.r.X)
}

// turn is the way from one angle to another, in the direction that is asked for.
func turn(from, to float64, sweep bool) float64 {
	switch t := to - from; {
	case sweep && t < 0:
		return t + 2*math.Pi
	case !sweep && t > 0:
		return t - 2*math.Pi
	default:
		return t
	}
}

// follow draws a part of an ellipse that ends at to, as cubics of at most a quarter
// turn.
func (p *pathParser) follow(e ellipse, from, by float64, to paint.Point) {
	n := max(1, int(math.Ceil(math.Abs(by)/(math.Pi/2)*(1-1e-9))))
	step := by / float64(n)
	c := 4.0 / 3 * math.Tan(step/4)
	for i := range n {
		sa, ca := math.Sincos(from + float64(i)*step)
		sb, cb := math.Sincos(from + float64(i+1)*step)
		end := e.on(cb, sb)
		if i == n-1 {
			end = to
		}
		p.cubic(e.on(ca-c*sa, sa+c*ca), e.on(cb+c*sb, sb-c*cb), end, end)
	}
}
