package expr

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"zerotoai/engine/trace"
)

// A kind is what a token is: one of these, or the plain form of a sign.
type kind rune

const (
	tokEnd kind = -iota - 1
	tokNumber
	tokLeaf     // x, e, π
	tokFunction // by name
	tokRaised   // an exponent in raised digits
)

// A token is a piece of the text src[pos:end].
type token struct {
	kind     kind
	pos, end int
	text     string
	op       trace.Op // of a function
	node     *node    // of a leaf, a number, an exponent
}

// signs are the ways to write a sign, and its plain form.
var signs = map[rune]kind{
	'+': '+', '-': '-', '−': '-', '–': '-',
	'*': '*', '·': '*', '×': '*', '⋅': '*', '∙': '*', '•': '*',
	'/': '/', '÷': '/', ':': '/',
	'^': '^', '(': '(', ')': ')', '|': '|', '√': '√',
}

const raisedDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// A lexer cuts a text into tokens.
type lexer struct {
	src    string
	pos    int
	tokens []token
}

// lex returns the tokens of src[from:], the last of which is tokEnd.
func lex(src string, from int) []token {
	l := &lexer{src: src, pos: from}
	for l.pos < len(src) {
		l.next()
	}
	l.add(tokEnd, 0)
	return l.tokens
}

func (l *lexer) add(k kind, n int) *token {
	l.tokens = append(l.tokens, token{kind: k, pos: l.pos, end: l.pos + n, text: l.src[l.pos : l.pos+n]})
	l.pos += n
	return &l.tokens[len(l.tokens)-1]
}

func (l *lexer) next() {
	r, n := utf8.DecodeRuneInString(l.src[l.pos:])
	k, isSign := signs[r]
	switch {
	case unicode.IsSpace(r):
		l.pos += n
	case isDigit(l.at(0)) || r == '.' && isDigit(l.at(1)):
		l.number()
	case isSign:
		l.add(k, n)
	case r == '⁻' || raised(r) >= 0:
		l.exponent()
	case unicode.IsLetter(r):
		l.word()
	default:
		fail(l.pos, l.pos+n, strange(r))
	}
}

// strange says what is wrong with a sign that no formula has.
func strange(r rune) string {
	switch r {
	case ',', ';':
		return "a comma has no meaning here; a decimal number is written with a point, as 0.5"
	case '.':
		return "this point belongs to no number"
	case '[', ']', '{', '}':
		return "only round brackets are used in a formula: ( )"
	case '=':
		return "there is an = too many; write only the formula, as x² + 1, or f(x) = x² + 1"
	case utf8.RuneError:
		return "there is something here that is not text"
	}
	return "I do not know the sign " + string(r)
}

// at returns the byte i bytes on, or 0 after the end.
func (l *lexer) at(i int) byte {
	if l.pos+i < len(l.src) {
		return l.src[l.pos+i]
	}
	return 0
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func (l *lexer) number() {
	n := l.digits(0)
	if l.at(n) == ',' && isDigit(l.at(n+1)) {
		l.decimalComma(n)
	}
	if l.at(n) == '.' {
		n = l.digits(n + 1)
	}
	if l.at(n) == '.' {
		fail(l.pos, l.pos+n+1, "a number has only one decimal point")
	}
	n = l.power10(n)
	text := l.src[l.pos : l.pos+n]
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(v, 0) {
		fail(l.pos, l.pos+n, "this number is too large")
	}
	l.add(tokNumber, n).node = num(v)
}

func (l *lexer) digits(n int) int {
	for isDigit(l.at(n)) {
		n++
	}
	return n
}

func (l *lexer) decimalComma(n int) {
	end := l.digits(n + 1)
	text := l.src[l.pos : l.pos+end]
	fail(l.pos+n, l.pos+n+1, "a decimal number is written with a point: "+strings.Replace(text, ",", ".", 1)+", not "+text)
}

// power10 returns the end of the number after an e that belongs to it.
func (l *lexer) power10(n int) int {
	m := n + 1
	if l.at(m) == '+' || l.at(m) == '-' {
		m++
	}
	if l.at(n)|0x20 != 'e' || !isDigit(l.at(m)) {
		return n
	}
	return l.digits(m)
}

// raised returns the digit that r shows, or −1.
func raised(r rune) int {
	i := strings.IndexRune(raisedDigits, r)
	if i < 0 || r == utf8.RuneError {
		return -1
	}
	return utf8.RuneCountInString(raisedDigits[:i])
}

func (l *lexer) exponent() {
	n, negative, v, some := 0, false, 0.0, false
	for l.pos+n < len(l.src) {
		r, size := utf8.DecodeRuneInString(l.src[l.pos+n:])
		d := raised(r)
		if d < 0 && (r != '⁻' || n > 0) {
			break
		}
		if d < 0 {
			negative = true
		} else {
			v, some = 10*v+float64(d), true
		}
		n += size
	}
	switch {
	case !some:
		fail(l.pos, l.pos+n, "a number is missing after the raised minus sign")
	case v > 1e15:
		fail(l.pos, l.pos+n, "this exponent is too large")
	}
	node := num(v)
	if negative {
		node = unary(trace.Negate, node)
	}
	l.add(tokRaised, n).node = node
}

// word reads a run of letters, which may be several words: xsinx.
func (l *lexer) word() {
	end := l.pos
	for end < len(l.src) {
		r, n := utf8.DecodeRuneInString(l.src[end:])
		if !unicode.IsLetter(r) {
			break
		}
		end += n
	}
	ws := split(l.src[l.pos:end])
	if ws == nil {
		fail(l.pos, end, "I do not know the name "+l.src[l.pos:end]+"; use x, e, pi or a function such as sin")
	}
	for _, w := range ws {
		if w.leaf != nil {
			l.add(tokLeaf, len(w.name)).node = w.leaf
		} else {
			l.add(tokFunction, len(w.name)).op = w.op
		}
	}
}

// split cuts s into words, or returns nil if it cannot.
func split(s string) []word {
	var ws []word
	for s != "" {
		w, ok := prefix(s)
		if !ok {
			return nil
		}
		ws, s = append(ws, w), s[len(w.name):]
	}
	return ws
}

func prefix(s string) (word, bool) {
	for _, w := range words {
		if len(s) >= len(w.name) && strings.EqualFold(s[:len(w.name)], w.name) {
			return w, true
		}
	}
	return word{}, false
}
