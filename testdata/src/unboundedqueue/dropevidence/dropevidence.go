// Package dropevidence has one error that is lost while the loop is busy.
package dropevidence

type store struct{ fatal chan error }

func newStore() *store {
	return &store{fatal: make(chan error)}
}

func (s *store) run(requests <-chan func() error) error {
	for {
		select {
		case err := <-s.fatal:
			return err
		case serve := <-requests:
			if err := serve(); err != nil {
				s.fail(err)
			}
		}
	}
}

func (s *store) fail(err error) {
	if err != nil {
		select { // want `the error is lost`
		case s.fatal <- err:
		default:
		}
	}
}
