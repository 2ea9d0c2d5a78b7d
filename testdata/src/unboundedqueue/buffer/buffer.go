// Package buffer has channels with buffers of all sizes.
package buffer

type big [1 << 10]byte

const size = 2_000_000

func constants() {
	_ = make(chan int, size)    // want `a buffer of 2000000 elements, 15 MiB at once, slows senders down too late`
	_ = make(chan *big, 1<<21)  // want `a buffer of 2097152 elements, 16 MiB at once, slows senders down too late`
	_ = make(chan bool, 1<<20)  // want `a buffer of 1048576 elements, 1 MiB at once, slows senders down too late`
	_ = make(chan<- int, size)  // want `a buffer of 2000000 elements`
	_ = make(chan any, 1048576) // want `a buffer of 1048576 elements, 16 MiB at once, slows senders down too late`
}

func generic[T any]() {
	_ = make(chan T, size) // want `a buffer of 2000000 elements slows senders down too late`
}

func genericLocal[T any]() {
	type result struct {
		err   error
		value T
	}
	_ = make(chan result, 2)
	_ = make(chan result, size) // want `a buffer of 2000000 elements slows senders down too late`
}

func small() {
	_ = make(chan int, 1<<20-1)
	_ = make(chan big, 1024)
	work(make(chan int))
}

// tokens take no memory: a semaphore with many of them is a limit.
func tokens() {
	sem := make(chan struct{}, size)
	sem <- struct{}{}
}

func computed(n int) {
	work(make(chan int, n))
}

func noChannel() {
	_ = make([]int, size)
	_ = make(map[int]int, size)
	work(nil)
}

func work(chan int) {}
