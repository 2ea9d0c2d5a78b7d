package joins

func finish(done chan<- struct{}) {
	if done != nil {
		close(done)
	}
}

func nobody() {
	finish(nil)
}

// startsWithNil tells nobody, as the channel is nil.
func startsWithNil() {
	go finish(nil) // want `outlives yes \+2 \[\]`
	nobody()
}

func passesChannel() {
	done := make(chan bool)
	go func() { // want `outlives unknown \[\]`
		done <- true
	}()
	external(done)
}
