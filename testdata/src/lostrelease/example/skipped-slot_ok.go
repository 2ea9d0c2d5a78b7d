package example

func (p *pool) runAllCorrected(jobs []job) {
	for _, j := range jobs {
		if j.id == 0 {
			continue
		}
		p.slots <- struct{}{}
		go func() {
			defer func() { <-p.slots }()
			j.run()
		}()
	}
}
