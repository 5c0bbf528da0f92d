package expr

import (
	"fmt"
	"strings"

	"zerotoai/engine/trace"
)

const (
	maxLength = 500 // bytes of a formula
	maxDepth  = 60  // brackets, functions, exponents and signs in each other
)

// A SyntaxError says in plain words what cannot be read.
type SyntaxError struct {
	Pos, End int // the place, src[Pos:End]; empty at the end of the text
	Msg      string
}

// Error returns what is wrong.
func (e *SyntaxError) Error() string { return e.Msg }

// fail leaves the parser; parse recovers it.
func fail(pos, end int, format string, args ...any) {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	panic(&SyntaxError{pos, end, format})
}

// Parse reads a formula of x, as the package comment describes them. It may
// begin with "y =" or "f(x) =". An error is a *SyntaxError. A formula has at
// most 500 bytes and is nested at most 60 deep.
func Parse(src string) (*Expr, error) {
	root, err := parse(src, maxLength, maxDepth)
	if err != nil {
		return nil, err
	}
	return newExpr(root), nil
}

func parse(src string, length, depth int) (n *node, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *SyntaxError:
			n, err = nil, r
		default:
			panic(r)
		}
	}()
	if len(src) > length {
		fail(length, len(src), "this formula is too long: it may have %d letters", length)
	}
	p := &parser{tokens: lex(src, head(src)), maxDepth: depth}
	n = p.sum()
	p.finish()
	return n, nil
}

// head returns the length of the "y =" or "f(x) =" that src begins with.
func head(src string) int {
	rest := src
	next := func(letters string) bool {
		rest = strings.TrimLeft(rest, " \t\n\f\r")
		found := rest != "" && strings.Contains(letters, rest[:1])
		if found {
			rest = rest[1:]
		}
		return found
	}
	named := next("yY") || next("fFgGhH") && next("(") && next("xX") && next(")")
	if !named || !next("=") {
		return 0
	}
	return len(src) - len(rest)
}

// A parser reads tokens by recursive descent, a method for each strength.
type parser struct {
	tokens   []token
	i        int
	bars     int // brackets | that are open and would be closed next
	depth    int
	maxDepth int
}

func (p *parser) peek() token { return p.tokens[p.i] }

func (p *parser) take() token {
	t := p.tokens[p.i]
	if t.kind != tokEnd {
		p.i++
	}
	return t
}

func (p *parser) accept(k kind) bool {
	if p.peek().kind == k {
		p.i++
		return true
	}
	return false
}

// deeper counts nesting; the caller defers p.depth--.
func (p *parser) deeper(t token) {
	p.depth++
	if p.depth > p.maxDepth {
		fail(t.pos, t.end, "this formula is nested too deeply")
	}
}

func (p *parser) finish() {
	switch t := p.peek(); t.kind {
	case tokEnd:
	case ')':
		fail(t.pos, t.end, "this bracket closes nothing; there is no ( for it")
	default:
		fail(t.pos, t.end, "I did not expect %s here", t.text)
	}
}

// sum reads terms with + and − between them and signs before them.
func (p *parser) sum() *node {
	n := p.signed(p.product)
	for {
		switch {
		case p.accept('+'):
			n = binary(trace.Sum, n, p.signed(p.product))
		case p.accept('-'):
			n = binary(trace.Difference, n, p.signed(p.product))
		default:
			return n
		}
	}
}

// signed reads any signs, and then what operand reads.
func (p *parser) signed(operand func() *node) *node {
	t := p.peek()
	switch t.kind {
	case '-', '+':
		p.deeper(t)
		defer func() { p.depth-- }()
		p.take()
		n := p.signed(operand)
		if t.kind == '-' {
			n = unary(trace.Negate, n)
		}
		return n
	}
	return operand()
}

// product reads factors with a sign for times or by between them, or none.
func (p *parser) product() *node {
	n := p.power()
	for {
		switch {
		case p.accept('*'):
			n = binary(trace.Product, n, p.signed(p.power))
		case p.accept('/'):
			n = binary(trace.Quotient, n, p.signed(p.power))
		case p.factorFollows():
			n = binary(trace.Product, n, p.power())
		default:
			return n
		}
	}
}

// factorFollows reports whether a factor comes that has no sign before it.
func (p *parser) factorFollows() bool {
	t := p.peek()
	switch t.kind {
	case tokLeaf, tokFunction, '(', '√':
		return true
	case '|':
		return p.bars == 0
	case tokNumber:
		before := p.tokens[p.i-1]
		fail(before.pos, t.end, "a sign is missing between %s and %s", before.text, t.text)
	}
	return false
}

// power reads a base and its exponent.
func (p *parser) power() *node {
	base := p.primary()
	switch t := p.peek(); t.kind {
	case tokRaised:
		p.take()
		p.oneExponent()
		return binary(trace.Power, base, t.node)
	case '^':
		p.take()
		return binary(trace.Power, base, p.exponent(t))
	}
	return base
}

func (p *parser) exponent(t token) *node {
	p.deeper(t)
	defer func() { p.depth-- }()
	return p.signed(p.power)
}

// oneExponent refuses a second exponent after raised digits.
func (p *parser) oneExponent() {
	if t := p.peek(); t.kind == '^' || t.kind == tokRaised {
		fail(t.pos, t.end, "put brackets to show which power is meant, as (x²)^3")
	}
}

// primary reads what is not divided further: a number, a name, brackets, a
// function with what it works on.
func (p *parser) primary() *node {
	t := p.peek()
	switch t.kind {
	case tokNumber, tokLeaf:
		return p.take().node
	case '(':
		return p.brackets(')', 0)
	case '|':
		return unary(trace.Abs, p.brackets('|', 1))
	case '√':
		return p.root()
	case tokFunction:
		return p.call()
	}
	p.missing(t)
	return nil
}

func (p *parser) brackets(closing kind, bars int) *node {
	open := p.take()
	p.deeper(open)
	outer := p.bars
	p.bars = bars
	defer func() { p.bars = outer; p.depth-- }()
	if t := p.peek(); t.kind == ')' && closing == ')' {
		fail(open.pos, t.end, "there is nothing between these brackets")
	}
	n := p.sum()
	if !p.accept(closing) {
		p.unclosed(open)
	}
	return n
}

func (p *parser) unclosed(open token) {
	if open.kind == '|' {
		fail(open.pos, open.end, "this | has no partner; write |x| for the absolute value")
	}
	fail(open.pos, open.end, "this bracket is never closed")
}

// missing says what is wrong at t, where an operand should begin.
func (p *parser) missing(t token) {
	if p.i == 0 {
		if t.kind == tokEnd {
			fail(t.pos, t.end, "write a formula of x, such as x² + 1")
		}
		fail(t.pos, t.end, "something is missing before %s", t.text)
	}
	before := p.tokens[p.i-1]
	fail(before.pos, before.end, "something is missing after %s", before.text)
}
