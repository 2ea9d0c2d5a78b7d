package signal

import "sync"

type split struct{ done chan struct{} }

func (s *split) wait() { <-s.done }

func (s *split) waitElsewhere() {
	work(1)
	s.wait()
}

// each runs f for every name, so that one of its runs may do what another does
// not.
func each(names []string, f func(string)) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Go(func() { f(name) })
	}
	wg.Wait()
}

func handedOver(names []string) {
	done := make(chan struct{})
	each(names, func(name string) {
		if name == "first" {
			return
		}
		close(done)
	})
	<-done
}
