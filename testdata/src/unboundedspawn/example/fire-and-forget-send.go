package example

func forward(in <-chan update, f *feed) {
	for u := range in {
		go func() { f.updates <- u }() // want `each value of in starts a goroutine only to send to f.updates`
	}
}
