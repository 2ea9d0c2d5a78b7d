package example

func newFewLines() chan line {
	return make(chan line, 64) // who sends waits, or drops and counts
}
