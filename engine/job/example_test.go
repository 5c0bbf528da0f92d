package job_test

import (
	"fmt"

	"zerotoai/engine/job"
)

// A countdown is a job of one step a slice.
type countdown struct{ Left int }

func (c *countdown) Slice(p *job.Progress) (more bool, err error) {
	c.Left--
	p.Steps = append(p.Steps, job.Step{Step: c.Left})
	return c.Left > 0, nil
}

func (c *countdown) Set(settings []byte) (err error) {
	*c, err = job.Change(*c, settings)
	return err
}

// A desk is told to start a job, works, and says what came of it.
func Example() {
	kind := job.Kind{Name: "countdown", New: func(settings []byte, _ job.Input) (job.Job, error) {
		c := new(countdown)
		return c, c.Set(settings)
	}}
	desk := job.NewDesk([]job.Kind{kind}, nil, func() float64 { return 0 })
	told := desk.Take(job.Start{Kind: "countdown", Settings: job.Settings(countdown{Left: 3})})
	for desk.Busy() {
		told = append(told, desk.Work(0.01)...)
	}
	for _, m := range told {
		switch m := m.(type) {
		case job.Progress:
			fmt.Println(len(m.Steps), "steps")
		default:
			fmt.Printf("%T\n", m)
		}
	}
	// Output:
	// 3 steps
	// job.Done
}
