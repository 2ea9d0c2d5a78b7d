// Package skippedslot runs out of slots, since failures keep theirs.
package skippedslot

// Each does the jobs, a few at a time, and tells what failed.
func Each(jobs []func() error, tell func(error)) {
	slots := make(chan struct{}, 2)
	for _, job := range jobs {
		slots <- struct{}{}
		go func() {
			if err := job(); err != nil {
				tell(err)
				return
			}
			<-slots
		}()
	}
}
