package example

func fetchAll(urls []string) {
	sem := make(chan struct{}, 10)
	for _, u := range urls {
		go func() {
			sem <- struct{}{} // want `the task takes sem after it was started`
			defer func() { <-sem }()
			fetch(u)
		}()
	}
}
