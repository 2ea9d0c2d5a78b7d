package example

func findAndStop(names []string, match func(string) bool) string {
	ch := make(chan string)
	done := make(chan struct{})
	defer close(done)
	go func() {
		defer close(ch)
		for _, name := range names {
			select {
			case ch <- name:
			case <-done:
				return
			}
		}
	}()
	for name := range ch {
		if match(name) {
			return name
		}
	}
	return ""
}
