package shapes

import (
	"os"
	"os/signal"
)

func plain() {
	ch := make(chan int) // want `^ch cap 0 local: send@2 in plain.1, recv@4$`
	go func() {          // want `^must send ch, 1 to 1$`
		ch <- 1
	}()
	<-ch
}

const two = 2

func capacities(n int, xs []int) {
	a := make(chan int, two)     // want `^a cap 2 local: send@6$`
	b := make(chan int, n)       // want `^b cap computed local: send@6$`
	c := make(chan int, len(xs)) // want `^c cap computed local: send@6$`
	m := uint8(3)
	d := make(chan int, m) // want `^d cap 3 local: send@5$`
	k := 4
	a <- 1
	b <- 1
	c <- 1
	d <- 1
	e := make(chan int, k) // want `^e cap 4 local: send@2 in capacities.1$`
	func() {
		e <- k
	}() // want `^must send e, 1 to 1$`
}

func selects(stop chan int) {
	ch := make(chan int) // want `^ch cap 0 local: send@3 guarded in selects.1, recv@8 guarded default, close@11 deferred$`
	go func() {          // want `^may send ch, 0 to 1$`
		select {
		case ch <- 1:
		case <-stop:
		}
	}()
	select {
	case <-ch:
	default:
	}
	defer close(ch) // want `^must close ch, 1 to 1$`
}

func allCases() {
	a := make(chan int, 1) // want `^a cap 1 local: send@4 guarded in allCases.1, send@5 guarded in allCases.1, send@10 guarded in allCases.2, recv@14$`
	b := make(chan int, 1) // want `^b cap 1 local: recv@10 guarded in allCases.2, recv@14$`
	func() {
		select {
		case a <- 1:
		case a <- 2:
		}
	}() // want `^must send a, 1 to 1$`
	func() {
		select {
		case a <- 1:
		case <-b:
		}
	}() // want `^may send a, 0 to 1; may recv b, 0 to 1$`
	<-a
	<-b
}

func oneCase() {
	ch := make(chan int) // want `^ch cap 0 local: send@3 in oneCase.1, recv@8 guarded default ok$`
	go func() {          // want `^must send ch, 1 to 1$`
		select {
		case ch <- 1:
		}
	}()
	for {
		select {
		case v, ok := <-ch:
			_, _ = v, ok
			continue
		default:
		}
		break
	}
}

func ranges() {
	ch := make(chan int) // want `^ch cap 0 local: close@2 deferred in ranges.1, send@4 in ranges.1, len@7, len@7, recv@8 range, recv@10 ok$`
	go func() {          // want `^may send ch, 0 or more; must close ch, 1 to 1$`
		defer close(ch) // want `^must close ch, 1 to 1$`
		for i := range 3 {
			ch <- i
		}
	}()
	println(len(ch), cap(ch))
	for range ch {
	}
	_, ok := <-ch
	_ = ok
}

func counts(b bool) {
	ch := make(chan int, 9) // want `^ch cap 9 local: send@2 in counts.1, send@4 in counts.1, send@5 in counts.1, close@9 deferred in counts.2.1, send@11 in counts.2, send@14 in counts.2, recv@16$`
	go func() {             // want `^must send ch, 1 to 3$`
		ch <- 1
		if b {
			ch <- 2
			ch <- 3
		}
	}()
	go func() { // want `^must send ch, 1 to 1; must close ch, 1 to 1$`
		defer func() { close(ch) }() // want `^must close ch, 1 to 1$` `^must close ch, 1 to 1$`
		if b {
			ch <- 1
			return
		}
		ch <- 2
	}()
	<-ch
}

func goClose() {
	ch := make(chan int) // want `^ch cap 0 local: close@1 go, recv@2$`
	go close(ch)         // want `^must close ch, 1 to 1$`
	<-ch
}

func panics(b bool) {
	ch := make(chan int) // want `^ch cap 0 local: send@5 in panics.1, recv@7$`
	go func() {          // want `^must send ch, 1 to 1$`
		if b {
			panic("no")
		}
		ch <- 1
	}()
	<-ch
}

func nilAtTimes(b bool) {
	var ch chan int
	if b {
		ch = make(chan int, 1) // want `^ch cap 1 local: send@2 maybe, close@3 maybe$`
	}
	ch <- 1
	close(ch) // want `^may close ch, 0 to 1$`
}

func assignedLater() {
	var ch chan int
	ch = make(chan int)     // want `^ch cap 0 local: send@1 in assignedLater.1, recv@2$`
	go func() { ch <- 1 }() // want `^must send ch, 1 to 1$`
	<-ch
}

func assignedInside() {
	var ch chan int
	func() {
		ch = make(chan int, 1) // want `^ch cap 1 local: send@2 maybe in assignedInside$`
	}()
	ch <- 1
}

func eitherOr(b bool) {
	x := make(chan int, 1) // want `^x cap 1 local: send@6 maybe$`
	y := make(chan int, 1) // want `^y cap 1 local: send@5 maybe$`
	ch := x
	if b {
		ch = y
	}
	ch <- 1
}

func replaced() {
	ch := make(chan int, 1) // want `^ch cap 1 local: send@1 maybe in replaced.1, close@3 maybe$`
	func() { ch <- 1 }()    // want `^may send ch, 0 to 1; may send ch, 0 to 1$`
	ch = make(chan int, 1)  // want `^ch cap 1 local: send@-1 maybe in replaced.1, close@1 maybe$`
	close(ch)               // want `^may close ch, 0 to 1; may close ch, 0 to 1$`
}

func directions() {
	ch := make(chan int) // want `^ch cap 0 local: send@3 in directions.1, recv@4$`
	var in chan<- int = ch
	var out <-chan int = ch
	go func() { in <- 1 }() // want `^must send ch, 1 to 1$`
	<-out
}

func signals() {
	ch := make(chan os.Signal, 1)   // want `^ch cap 1 local: send@1 guarded default, recv@3$`
	signal.Notify(ch, os.Interrupt) // want `^may send ch, 0 to 1$`
	defer signal.Stop(ch)
	<-ch
}

var inInitialiser = func() int {
	ch := make(chan int, 1) // want `^ch cap 1 local: send@1, recv@2$`
	ch <- 1
	return <-ch
}()

func unused() {
	_ = make(chan int) // want `^channel cap 0 local$`
}
