package example

type pool struct{ slots chan struct{} }

func newPool(n int) *pool { return &pool{slots: make(chan struct{}, n)} }

func (p *pool) runAll(jobs []job) {
	for _, j := range jobs {
		p.slots <- struct{}{} // want `the slot of p.slots taken here is kept on a path to the next iteration: one slot less for ever`
		if j.id == 0 {
			continue
		}
		go func() {
			defer func() { <-p.slots }()
			j.run()
		}()
	}
}
