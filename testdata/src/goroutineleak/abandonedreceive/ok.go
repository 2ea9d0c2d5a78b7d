package abandonedreceive

// The task gives back a slot that is taken for it.
func semaphore(jobs []job, stop <-chan struct{}) {
	slots := make(chan struct{}, 4)
	for _, j := range jobs {
		select {
		case slots <- struct{}{}:
		case <-stop:
			return
		}
		go func() {
			j.run()
			<-slots
		}()
	}
}

func semaphoreOfPool(p *pool, jobs []job) {
	slots := make(chan struct{}, 4)
	for _, j := range jobs {
		slots <- struct{}{}
		run := func(n int) {
			p.do(func() {
				j.run()
				<-slots
			})
		}
		run(j.n)
	}
}

func (p *pool) do(f func()) { go f() }
