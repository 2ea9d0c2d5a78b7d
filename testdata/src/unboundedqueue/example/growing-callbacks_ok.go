package example

// A boundedExecutor makes who adds wait while too much is waiting.
type boundedExecutor struct {
	jobs chan func() // with a buffer of 100, say
}

// Do runs job on the executor's goroutine, later.
func (e *boundedExecutor) Do(job func()) { e.jobs <- job }

func (e *boundedExecutor) start() { go e.run() }

func (e *boundedExecutor) run() {
	for job := range e.jobs {
		job()
	}
}
