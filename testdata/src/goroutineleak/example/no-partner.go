package example

func refresh(load func() error) {
	done := make(chan error)
	go func() {
		done <- load() // want `the goroutine blocks for ever on done <- load\(\): nobody receives from done`
	}()
}
