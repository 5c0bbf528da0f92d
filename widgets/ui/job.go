package ui

import "zerotoai/engine/job"

// Jobs has work done that takes longer than a frame, outside of the page if
// that is possible. A widget finds it in its Context.
type Jobs interface {
	// Start starts a job. What is heard of it comes as Report events, to all
	// widgets of the page and whether they are in view or not.
	Start(s job.Start) Job
}

// A Job is one that has been started.
type Job interface {
	// Send sends it a message: job.Pause, Resume, Set, Ask or Stop. After Stop
	// nothing is heard of it.
	Send(m job.Message)
}

// A Report is what is heard of a job: job.Progress, Weights, Done, Refused or
// Failed. After Failed nothing more is heard; it also comes when what did the
// job has died.
type Report struct {
	Job     Job // as Start returned it
	Message job.Message
}

func (Report) event() {}
