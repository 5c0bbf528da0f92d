package model

import "io/fs"

// A Shelf holds the model that is open, the same one for all figures of a
// guide: the guide's own or, as long as there is one, a guest, which is a model
// of the reader's. The zero Shelf has none, and nobody who brings one.
type Shelf struct {
	// Bring asks for the guide's model; Take or Fail is called with what
	// comes of it. It may be nil.
	Bring func()
	// Changed is called when something else is on the shelf, for who tells the
	// figures. It may be nil.
	Changed func()
	// Aside does work that waits for a file, so that the page goes on meanwhile,
	// and then calls then as an event would be handled. If it is nil, the work is
	// done at once.
	Aside func(work, then func())
	// Rest lets the page go on in the midst of such work. It may be nil.
	Rest func()

	guide, guest *Model
	waiting      bool
	failure      string
}

// Open returns the model that is read, or nil if there is none.
func (s *Shelf) Open() *Model {
	if s.guest != nil {
		return s.guest
	}
	return s.guide
}

// Guide returns the guide's model, or nil if it is not there.
func (s *Shelf) Guide() *Model { return s.guide }

// Guest returns the reader's model, or nil if there is none.
func (s *Shelf) Guest() *Model { return s.guest }

// Waiting reports whether the guide's model is on its way.
func (s *Shelf) Waiting() bool { return s.waiting }

// Failure is why the guide's model is not there, or "".
func (s *Shelf) Failure() string { return s.failure }

// Want asks for the guide's model if it is not there. It may be called as often
// as somebody needs it; what has failed is not tried again by itself.
func (s *Shelf) Want() {
	if s.failure == "" {
		s.Retry()
	}
}

// Retry is like Want after a failure, too.
func (s *Shelf) Retry() {
	if s.guide != nil || s.waiting || s.Bring == nil {
		return
	}
	s.waiting, s.failure = true, ""
	s.Tell()
	s.Bring()
}

// Take reads the guide's model, which was asked for. One that cannot be read is
// a failure.
func (s *Shelf) Take(files fs.FS) {
	m, err := Read(files)
	if err != nil {
		s.Fail(err.Error())
		return
	}
	s.Put(m)
}

// Fail says that the model that was asked for does not come.
func (s *Shelf) Fail(why string) {
	s.waiting, s.failure = false, why
	s.Tell()
}

// Put puts the guide's model on the shelf.
func (s *Shelf) Put(m *Model) {
	s.guide, s.waiting, s.failure = m, false, ""
	s.Tell()
}

// Invite puts a guest on the shelf, in the place of the one that is there; nil
// sends that one away.
func (s *Shelf) Invite(guest *Model) {
	if s.guest = guest; guest != nil {
		guest.Guest = true
	}
	s.Tell()
}

// Tell tells the figures to look at the shelf.
func (s *Shelf) Tell() {
	if s.Changed != nil {
		s.Changed()
	}
}

// Do does work as Aside does.
func (s *Shelf) Do(work, then func()) {
	if s.Aside != nil {
		s.Aside(work, then)
		return
	}
	work()
	then()
}
