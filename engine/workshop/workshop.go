// Package workshop is the kinds of jobs that the guide has done outside of the
// page: what is asked for, as settings, and how it is done.
//
//	start := workshop.GPT{ … }.Start()
//
// starts one, wherever jobs are done.
package workshop

import (
	"fmt"

	"zerotoai/engine/job"
)

// Kinds returns all kinds.
func Kinds() []job.Kind {
	return []job.Kind{
		{Name: floorKind, New: newFloor},
		{Name: generationKind, New: newGeneration},
		{Name: gptKind, New: newGPT},
		{Name: miniKind, New: newMini},
		{Name: networkKind, New: newNetwork},
	}
}

// change returns settings with what a JSON object names changed, if check
// allows them.
func change[S any](s S, settings []byte, check func(was, is S) error) (S, error) {
	is, err := job.Change(s, settings)
	if err == nil {
		err = check(s, is)
	}
	if err != nil {
		return s, fmt.Errorf("workshop: %w", err)
	}
	return is, nil
}
