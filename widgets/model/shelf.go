package model

import "io/fs"

// A Shelf holds the model that is open, the same one for all figures of a
// guide. The zero Shelf has none, and nobody who brings one.
type Shelf struct {
	// Bring asks for the guide's model; Take or Fail is called with what
	// comes of it. It may be nil.
	Bring func()
	// Changed is called when something else is on the shelf, for who tells the
	// figures. It may be nil.
	Changed func()

	model   *Model
	waiting bool
	failure string
}

// Open returns the model, or nil if there is none.
func (s *Shelf) Open() *Model { return s.model }

// Waiting reports whether a model is on its way.
func (s *Shelf) Waiting() bool { return s.waiting }

// Failure is why there is no model, or "".
func (s *Shelf) Failure() string { return s.failure }

// Want asks for the guide's model if there is none. It may be called as often
// as somebody needs it; what has failed is not tried again by itself.
func (s *Shelf) Want() {
	if s.failure == "" {
		s.Retry()
	}
}

// Retry is like Want after a failure, too.
func (s *Shelf) Retry() {
	if s.model != nil || s.waiting || s.Bring == nil {
		return
	}
	s.waiting, s.failure = true, ""
	s.tell()
	s.Bring()
}

// Take reads the model that was asked for. One that cannot be read is a
// failure.
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
	s.tell()
}

// Put puts another model on the shelf in the place of the one that is there.
func (s *Shelf) Put(m *Model) {
	s.model, s.waiting, s.failure = m, false, ""
	s.tell()
}

func (s *Shelf) tell() {
	if s.Changed != nil {
		s.Changed()
	}
}
