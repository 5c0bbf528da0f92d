package ui

import (
	"strings"
	"unicode"

	"zerotoai/engine/job"
)

// Files is what the reader has chosen for the button named ID, or let fall on
// its figure. It goes to all figures of the page.
type Files struct {
	ID    string
	Files []File // at least one, or Err says why there is none
	Err   error
}

func (Files) event() {}

// A File is one that the reader has chosen. Nothing of it leaves the reader's
// machine.
//
// It can be given to a job, which reads it in parts. ReadAt may wait for the
// browser, which itself waits for whoever handles an event: so it is for a
// goroutine of its own, and what Handle wants to know is in Data.
type File struct {
	job.File
	Name string // as the reader's machine calls it: any text; Title is for showing it
	Data []byte // all of it, if it is of at most SmallFile bytes
}

// SmallFile is the size up to which a file is read at once: a vocabulary, not
// weights.
const SmallFile = 4 << 20

// mostTitle is how many characters of a name are shown.
const mostTitle = 60

// Title returns the name as it may be shown in a sentence: without control
// characters and those that turn the direction of text or end a line, and cut in the middle if
// it is long.
func (f File) Title() string {
	shown := []rune(strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(f.Name, "�")))
	if len(shown) == 0 {
		return "a file without a name"
	}
	if len(shown) > mostTitle {
		shown = append(append(shown[:mostTitle/2:mostTitle/2], '…'), shown[len(shown)-mostTitle/2:]...)
	}
	return "“" + string(shown) + "”"
}
