package crosspkg

import "unboundedspawn/crosspkg/store"

func saveAll(urls <-chan string) {
	for u := range urls {
		go store.Save(u) // want `each value of urls starts a goroutine, and nothing limits how many run: they pile up when store.Save → http.Post is slow`
	}
}

func addAll(numbers <-chan int) {
	for n := range numbers {
		go store.Add(n, n)
	}
}

func saveSome(urls <-chan string) {
	sem := make(chan struct{}, 4)
	for u := range urls {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			store.Save(u)
		}()
	}
}
