package example

import "log"

func work(urls chan string, fetch func(string) error) {
	for url := range urls {
		if err := fetch(url); err != nil {
			log.Print(err)
			urls <- url // want `url goes back into urls at once when it fails: what always fails is tried for ever, without a pause`
		}
	}
}
