package tests

import "testing"

func TestServer(t *testing.T) {
	s := newServer()
	go s.run()
	s.Put(1)
	<-s.again // nobody does it in the program
}

func TestLoop(t *testing.T) {
	ch := make(chan int)
	for range ch {
		ch <- 1
	}
}
