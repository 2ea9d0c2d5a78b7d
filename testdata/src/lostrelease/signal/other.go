package signal

type split struct{ done chan struct{} }

func (s *split) wait() { <-s.done }

func (s *split) waitElsewhere() {
	work(1)
	s.wait()
}
