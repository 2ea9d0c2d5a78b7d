package shapes

func plain() {
	ch := make(chan int) // want `ch cap 0 local: send@2 in plain.1, recv@4`
	go func() {          // want `must send ch, 1 to 1`
		ch <- 1
	}()
	<-ch
}

func buffered(n int, xs []int) {
	a := make(chan int, 2)       // want `a cap 2 local: send@4`
	b := make(chan int, n)       // want `b cap computed local: send@4`
	c := make(chan int, len(xs)) // want `c cap computed local: send@4`
	const two = 2
	a <- 1
	b <- 1
	c <- 1
}

func selects(stop chan int) {
	ch := make(chan int) // want `ch cap 0 local: send@3 guarded in selects.1, recv@8 guarded default, close@11 deferred`
	go func() {          // want `may send ch, 0 to 1`
		select {
		case ch <- 1:
		case <-stop:
		}
	}()
	select {
	case <-ch:
	default:
	}
	defer close(ch) // want `must close ch, 1 to 1`
}
