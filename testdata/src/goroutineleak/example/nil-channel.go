package example

type job struct {
	run      func()
	finished chan struct{}
}

func startJob(run func()) *job {
	j := &job{run: run}
	go func() {
		j.run()
		j.finished <- struct{}{} // want `sends on j.finished, to which no channel is assigned: it waits for ever`
	}()
	return j
}
