package example

func fetchAllOK(urls []string) {
	sem := make(chan struct{}, 10)
	for _, u := range urls {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			fetch(u)
		}()
	}
}
