package testsflag

import "testing"

func TestLoop(t *testing.T) {
	ch := make(chan int)
	for range ch {
		ch <- 1 // want `the loop of TestLoop \(line \d+\) sends to ch`
	}
}
