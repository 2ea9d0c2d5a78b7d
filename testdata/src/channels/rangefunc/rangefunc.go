package rangefunc

import "iter"

func three(yield func(int) bool) {
	_ = yield(1) && yield(2) && yield(3)
}

func body(seq iter.Seq[int]) {
	ch := make(chan int, 3) // want `^ch cap 3 local: send@2 in body.1, recv@4$`
	for v := range seq {    // want `^may send ch, 0 or more$`
		ch <- v
	}
	<-ch
}

func task(seq iter.Seq[int]) {
	ch := make(chan int)    // want `^ch cap 0 local: close@5 deferred in task.1.1, send@6 in task.1.1, recv@10 range in task.2$`
	done := make(chan bool) // want `^done cap 0 local`
	go func() {             // want `^may send ch, 0 or more; may close ch, 0 or more; must close done, 1 to 1$`
		defer close(done)    // want `^must close done, 1 to 1$`
		for v := range seq { // want `^may send ch, 0 or more; may close ch, 0 or more$`
			defer close(ch) // want `^must close ch, 1 to 1$`
			ch <- v
		}
	}()
	for range three { // want `^may recv ch, 0 or more$`
		for range ch {
		}
	}
	<-done
}

func returned(seq iter.Seq[int]) chan int {
	for range seq {
		return make(chan int) // want `^channel cap 0 local: close@6 maybe in receives$`
	}
	return nil
}

func receives() {
	close(returned(three)) // want `^may close channel, 0 to 1$`
}
