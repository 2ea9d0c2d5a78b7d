package firesend

func feed(in <-chan event, out chan<- event) {
	for e := range in {
		go func() { out <- e }()
	}
}
