package descent

// A Contour is a line along which the loss is Level. It ends where it begins,
// or at the edge of the part of the plane that the surface shows.
type Contour struct {
	Level float64
	Line  [][2]float64 // two points or more
}

// Contours returns the lines of s at the levels, level by level. They are
// drawn by marching squares on w × h cells: straight through each cell, with
// the loss taken as linear along its sides. There are none if there are no
// cells. The loss must be finite where s is shown.
//
// Where low ground and high ground meet crosswise in a cell, as on a saddle,
// the loss in its middle says which of the two is connected.
//
// Source: W. E. Lorensen and H. E. Cline, Marching Cubes: A High Resolution 3D
// Surface Construction Algorithm, 1987, in two dimensions.
func Contours(s Surface, w, h int, levels ...float64) []Contour {
	if w < 1 || h < 1 {
		return nil
	}
	m := newMesh(s, w, h)
	var all []Contour
	for _, level := range levels {
		for _, line := range m.march(level).lines() {
			all = append(all, Contour{level, line})
		}
	}
	return all
}

// A mesh is the corners of w × h cells and the losses there, row by row from
// the top. The sides of the cells are numbered: those that go across, row by
// row, then those that go down.
type mesh struct {
	s    Surface
	w, h int
	loss []float64 // (h+1) × (w+1)
}

func newMesh(s Surface, w, h int) *mesh {
	m := &mesh{s, w, h, make([]float64, 0, (w+1)*(h+1))}
	for r := range h + 1 {
		for c := range w + 1 {
			p := m.corner(float64(c), float64(r))
			m.loss = append(m.loss, s.Loss(p[0], p[1]))
		}
	}
	return m
}

// corner returns the place at column c and row r, which may be between corners.
func (m *mesh) corner(c, r float64) [2]float64 {
	u, v := c/float64(m.w), r/float64(m.h)
	return [2]float64{m.s.Min[0]*(1-u) + m.s.Max[0]*u, m.s.Max[1]*(1-v) + m.s.Min[1]*v}
}

func (m *mesh) at(c, r int) float64 { return m.loss[r*(m.w+1)+c] }

// across numbers the side from corner (c, r) to (c+1, r).
func (m *mesh) across(c, r int) int { return r*m.w + c }

// down numbers the side from corner (c, r) to (c, r+1).
func (m *mesh) down(c, r int) int { return m.across(0, m.h+1) + r*(m.w+1) + c }

func (m *mesh) sides() int { return m.down(0, m.h) }

// crossing returns where the loss is level on a side that crosses it.
func (m *mesh) crossing(side int, level float64) [2]float64 {
	c, r, dc, dr := side%m.w, side/m.w, 1, 0
	if n := side - m.across(0, m.h+1); n >= 0 {
		c, r, dc, dr = n%(m.w+1), n/(m.w+1), 0, 1
	}
	a, b := m.at(c, r), m.at(c+dc, r+dr)
	u := (level - a) / (b - a)
	return m.corner(float64(c)+u*float64(dc), float64(r)+u*float64(dr))
}

// A chart is the lines of one level while they are put together: each side of
// a cell that a line crosses has up to two neighbours on the line.
type chart struct {
	*mesh
	level float64
	next  [][]int // for each side
	done  []bool
}

func (m *mesh) march(level float64) *chart {
	n := m.sides()
	ch := &chart{m, level, make([][]int, n), make([]bool, n)}
	for r := range m.h {
		for c := range m.w {
			ch.cell(c, r)
		}
	}
	return ch
}

// cell links the sides of a cell between which a line runs.
func (ch *chart) cell(c, r int) {
	low := [4]bool{ch.low(c, r), ch.low(c+1, r), ch.low(c+1, r+1), ch.low(c, r+1)}
	sides := [4]int{ch.across(c, r), ch.down(c+1, r), ch.across(c, r+1), ch.down(c, r)}
	var crossed []int
	for i, side := range sides {
		if low[i] != low[(i+1)%4] {
			crossed = append(crossed, side)
		}
	}
	switch {
	case len(crossed) == 2:
		ch.link(crossed[0], crossed[1])
	case len(crossed) == 4 && ch.lowMiddle(c, r) == low[0]: // the first corner and the third are connected
		ch.link(sides[0], sides[1])
		ch.link(sides[2], sides[3])
	case len(crossed) == 4:
		ch.link(sides[3], sides[0])
		ch.link(sides[1], sides[2])
	}
}

func (ch *chart) low(c, r int) bool { return ch.at(c, r) < ch.level }

func (ch *chart) lowMiddle(c, r int) bool {
	p := ch.corner(float64(c)+0.5, float64(r)+0.5)
	return ch.s.Loss(p[0], p[1]) < ch.level
}

func (ch *chart) link(a, b int) {
	ch.next[a] = append(ch.next[a], b)
	ch.next[b] = append(ch.next[b], a)
}

// lines returns the lines that end at the edge, then those that are closed.
func (ch *chart) lines() (all [][][2]float64) {
	for _, ends := range []int{1, 2} {
		for side := range ch.next {
			if len(ch.next[side]) != ends || ch.done[side] {
				continue
			}
			if line := ch.follow(side, ends == 2); len(line) > 1 {
				all = append(all, line)
			}
		}
	}
	return all
}

// follow returns the line from a side on. Points that fall together, as where
// the loss in a corner is the level, are one.
func (ch *chart) follow(side int, closed bool) (line [][2]float64) {
	first := ch.crossing(side, ch.level)
	for more := true; more; side, more = ch.step(side) {
		ch.done[side] = true
		if p := ch.crossing(side, ch.level); len(line) == 0 || p != line[len(line)-1] {
			line = append(line, p)
		}
	}
	if closed && line[len(line)-1] != first {
		line = append(line, first)
	}
	return line
}

func (ch *chart) step(side int) (next int, ok bool) {
	for _, n := range ch.next[side] {
		if !ch.done[n] {
			return n, true
		}
	}
	return 0, false
}
