package example

type line struct{ text string }

func newLines() chan line {
	return make(chan line, 1<<20) // want `a buffer of 1048576 elements, 16 MiB at once, slows senders down too late: so much waits before it is full`
}
