package example

func forwardOK(in <-chan update, f *feed) {
	for u := range in {
		f.updates <- u
	}
}
