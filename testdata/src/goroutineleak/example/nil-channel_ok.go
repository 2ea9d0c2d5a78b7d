package example

type madeJob struct {
	run  func()
	done chan struct{}
}

func startMadeJob(run func()) *madeJob {
	j := &madeJob{run: run, done: make(chan struct{})}
	go func() {
		defer close(j.done)
		j.run()
	}()
	return j
}

func (j *madeJob) wait() { <-j.done }
