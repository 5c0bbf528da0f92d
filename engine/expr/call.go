package expr

import "zerotoai/engine/trace"

// root reads √ and the one factor it works on.
func (p *parser) root() *node {
	t := p.take()
	p.deeper(t)
	defer func() { p.depth-- }()
	if p.peek().kind == '(' {
		return unary(trace.Sqrt, p.brackets(')', 0))
	}
	return unary(trace.Sqrt, p.power())
}

// call reads a function: sin(x), sin 2x, sin²x.
func (p *parser) call() *node {
	f := p.take()
	p.deeper(f)
	defer func() { p.depth-- }()
	exponent := p.functionPower(f)
	n := unary(f.op, p.argument(f))
	if exponent == nil {
		return n
	}
	return binary(trace.Power, n, exponent)
}

// functionPower reads the exponent of a function's name, or returns nil.
func (p *parser) functionPower(f token) *node {
	t := p.peek()
	var n *node
	switch {
	case t.kind == tokRaised:
		n = p.take().node
	case t.kind == '^' && p.tokens[p.i+1].kind == tokNumber:
		p.take()
		n = p.take().node
	case t.kind == '^':
		next := p.tokens[p.i+1]
		fail(t.pos, next.end, "only a number may stand here, as in %s^2 x; for the power of a value write (%s(x))^2", f.text, f.text)
	default:
		return nil
	}
	if n.op == trace.Negate {
		fail(t.pos, t.end, "this could mean two things; write 1/%s(x), or asin, acos, atan for the inverse functions", f.text)
	}
	return n
}

// argument reads what f works on: brackets, or a product without signs.
func (p *parser) argument(f token) *node {
	switch t := p.peek(); t.kind {
	case '(':
		return p.brackets(')', 0)
	case tokEnd, ')', '*', '/', '^', '+':
		fail(f.pos, f.end, "%s needs something to work on, as in %s(x)", f.text, f.text)
	case tokNumber:
		p.base(f, t)
	}
	return p.signed(p.factors)
}

// base refuses log2(x), which would be read as log(2x).
func (p *parser) base(f, t token) {
	if f.op == trace.Log10 && f.end == t.pos && p.tokens[p.i+1].kind == '(' {
		fail(f.pos, t.end, "log is to the base 10, and ln to the base e; write log(x)")
	}
}

// factors reads a product without signs up to a function.
func (p *parser) factors() *node {
	n := p.power()
	for p.peek().kind != tokFunction && p.factorFollows() {
		n = binary(trace.Product, n, p.power())
	}
	return n
}
