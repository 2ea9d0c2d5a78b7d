package example

import "sync"

type executor struct {
	mu   sync.Mutex
	jobs []func()
	wake chan struct{}
}

// Do runs job on the executor's goroutine, later.
func (e *executor) Do(job func()) {
	e.mu.Lock()
	e.jobs = append(e.jobs, job) // want `Do adds to e.jobs, and nothing limits how long it gets: it grows while its consumer is in job`
	e.mu.Unlock()
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

func (e *executor) start() { go e.run() }

func (e *executor) run() {
	for range e.wake {
		e.mu.Lock()
		jobs := e.jobs
		e.jobs = nil
		e.mu.Unlock()
		for _, job := range jobs {
			job() // one that hangs holds all others up
		}
	}
}
