package example

func refreshAndWait(load func() error) error {
	done := make(chan error)
	go func() {
		done <- load()
	}()
	return <-done
}
