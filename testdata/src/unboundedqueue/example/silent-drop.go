package example

type store struct{ fatal chan error }

func newStore() *store { return &store{fatal: make(chan error)} }

func (s *store) run(requests <-chan func() error) error {
	for {
		select {
		case err := <-s.fatal:
			return err
		case serve := <-requests: // meanwhile nobody receives from fatal
			if err := serve(); err != nil {
				s.fail(err)
			}
		}
	}
}

func (s *store) fail(err error) {
	select { // want `the error is lost unless a goroutine is receiving from s.fatal at this very moment: the channel has no buffer, and the default case tells nobody`
	case s.fatal <- err:
	default:
	}
}
