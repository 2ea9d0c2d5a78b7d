package example

func start(listen func() error) error {
	started := make(chan error)
	go func() {
		if err := listen(); err != nil {
			started <- err // want `the goroutine goes on after started <- err and blocks for ever on started <- nil \(line 9\), since start receives once: a return is missing here`
		}
		started <- nil
	}()
	return <-started
}
