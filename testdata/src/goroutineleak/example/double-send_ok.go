package example

func startOnce(listen func() error) error {
	started := make(chan error)
	go func() {
		if err := listen(); err != nil {
			started <- err
			return
		}
		started <- nil
	}()
	return <-started
}
