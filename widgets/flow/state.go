package flow

import "zerotoai/widgets/ui"

// State collects what a link to the page keeps. It is to be called once,
// before anything has changed.
func (p *Page) State() []ui.Param {
	p.state = map[string][]ui.Param{}
	for _, name := range p.names() {
		if s, ok := p.Figures[name].(ui.Stateful); ok {
			p.state[name] = s.State()
		}
	}
	return p.params(func(string) bool { return true })
}

// params are what a link keeps of the figures that are asked for.
func (p *Page) params(of func(name string) bool) (ps []ui.Param) {
	for _, name := range p.names() {
		if of(name) {
			ps = append(ps, p.state[name]...)
		}
	}
	return ps
}

// Restored tells the figures that a link has set their parameters.
func (p *Page) Restored() {
	p.restored(func(string) bool { return true })
	p.Touch()
}

func (p *Page) restored(of func(name string) bool) {
	for _, name := range p.names() {
		if s, ok := p.Figures[name].(ui.Stateful); ok && of(name) {
			s.Restored()
		}
	}
}
