package screen

import "time"

// A clock is the ui.Clock of a program. What browsers tell of time is rounded,
// to a tenth of a millisecond or more.
type clock struct{ start time.Time }

// Now implements ui.Clock.
func (c clock) Now() time.Duration { return time.Since(c.start) }
