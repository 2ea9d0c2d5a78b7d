// Package buffersize is analysed with another size.
package buffersize

func buffers() {
	_ = make(chan int, 1000) // want `a buffer of 1000 elements, 8000 bytes at once, slows senders down too late`
	_ = make(chan int, 999)
}
