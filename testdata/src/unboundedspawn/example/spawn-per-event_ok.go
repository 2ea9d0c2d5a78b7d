package example

func crawlOK(urls <-chan string) {
	sem := make(chan struct{}, 10)
	for u := range urls {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			fetch(u)
		}()
	}
}
