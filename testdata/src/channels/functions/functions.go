package functions

func put(ch chan int, v int) { ch <- v }

func maybePut(ch chan int, v int) {
	if v > 0 {
		ch <- v
	}
}

func first() {
	ch := make(chan int, 1) // want `^ch cap 1 local: send@-9 maybe in put, recv@2$`
	put(ch, 1)              // want `^must send ch, 1 to 1$`
	<-ch
}

func second() {
	a := make(chan int, 1) // want `^a cap 1 local: send@-15 maybe in put, send@-11 maybe in maybePut, recv@5$`
	b := make(chan int, 1) // want `^b cap 1 local: send@-12 maybe in maybePut$`
	put(a, 1)              // want `^must send a, 1 to 1$`
	maybePut(a, 1)         // want `^may send a, 0 to 1$`
	go maybePut(b, 2)      // want `^may send b, 0 to 1$`
	<-a
}

// The channel goes through two functions.

func outer(ch chan int) { inner(ch) } // want `^must send twoSteps, 1 to 1$`
func inner(ch chan int) { ch <- 1 }

func twoSteps() {
	twoSteps := make(chan int, 1) // want `^twoSteps cap 1 local: send@-3 maybe in inner$`
	outer(twoSteps)               // want `^must send twoSteps, 1 to 1$`
}

func alone() {
	alone := make(chan int, 1) // want `^alone cap 1 local: send@-8 maybe in inner$`
	inner(alone)               // want `^must send alone, 1 to 1$`
}

func either(a, b chan int, first bool) {
	ch := a
	if first {
		ch = b
	}
	ch <- 1
}

func passBoth() {
	x := make(chan int, 1) // want `^x cap 1 local: send@-4 maybe in either, recv@4$`
	y := make(chan int, 1) // want `^y cap 1 local: send@-5 maybe in either, recv@4$`
	either(x, y, true)     // want `^may send x, 0 to 1; may send y, 0 to 1$`
	either(x, x, true)     // want `^must send x, 1 to 1$`
	<-x
	<-y
}

// A parameter that a literal captures.

func spawn(ch chan int) {
	go func() { // want `^may send spawned, 0 to 1; may send other, 0 to 1$`
		ch <- 1
	}()
}

func spawns() {
	spawned := make(chan int) // want `^spawned cap 0 local: send@-5 maybe in spawn.1, recv@2$`
	spawn(spawned)
	<-spawned
	other := make(chan int) // want `^other cap 0 local: send@-8 maybe in spawn.1$`
	spawn(other)
}

func synchronously(ch chan int) {
	func() {
		ch <- 1
	}() // want `^may send p, 0 to 1; may send q, 0 to 1$`
}

func runsLiteral() {
	p := make(chan int, 1) // want `^p cap 1 local: send@-5 maybe in synchronously.1$`
	q := make(chan int, 1) // want `^q cap 1 local: send@-6 maybe in synchronously.1$`
	synchronously(p)       // want `^must send p, 1 to 1$`
	synchronously(q)       // want `^must send q, 1 to 1$`
}

// Results.

func newFilled() chan int {
	filled := make(chan int, 2) // want `^filled cap 2 local: send@1, recv@7 in fill$`
	filled <- 1
	return filled
}

func fill() {
	ch := newFilled() // want `^must send filled, 1 to 1$`
	<-ch
}

func two() (chan int, error) {
	ch := make(chan int) // want `^ch cap 0 local: close@9 in closes$`
	return ch, nil
}

func closes() {
	ch, err := two()
	if err != nil {
		return
	}
	close(ch) // want `^must close ch, 1 to 1$`
}

func named(b bool) (ch chan int) {
	defer func() { recover() }()
	ch = make(chan int) // want `^ch cap 0 local: close@4 maybe in closesNamed$`
	return ch
}

func closesNamed() { close(named(true)) } // want `^may close ch, 0 to 1$`

// Exported gives its channel to everybody, and takes channels of everybody.
func Exported() <-chan int {
	ch := make(chan int, 1) // want `^ch cap 1: send@1; escapes@2, others receive$`
	ch <- 1
	return ch
}

func Takes(ch chan int) {
	ch <- 1
}

func passes() {
	ch := make(chan int, 1) // want `^ch cap 1 local: send@-4 maybe in Takes$`
	Takes(ch)               // want `^must send ch, 1 to 1$`
}

// Functions that are used as values may be called by anybody.

var table = []func(chan int){asValue}

func asValue(ch chan int) { ch <- 1 }

func callsValue() {
	ch := make(chan int, 1) // want `^ch cap 1 local: send@-3 maybe in asValue$`
	asValue(ch)             // want `^must send ch, 1 to 1$`
}

func asResult() chan int {
	return make(chan int) // want `^channel cap 0; escapes@0, others do anything$`
}

var results = []func() chan int{asResult}

// Methods, and methods of channel types.

type queue chan int

func (q queue) push(v int) { q <- v }
func (q queue) Len() int   { return len(q) }

func methods() {
	q := make(queue, 3) // want `^q cap 3 local: send@-4 maybe in push, len@-3 maybe in Len$`
	q.push(1)           // want `^must send q, 1 to 1$`
	push := q.push
	push(2)    // want `^must send q, 1 to 1$`
	go push(3) // want `^must send q, 1 to 1$`
	q.Len()
	queue.push(q, 4) // want `^must send q, 1 to 1$`
	r := make(queue) // want `^r cap 0 local: send@-11 maybe in push$`
	r.push(5)        // want `^must send r, 1 to 1$`
}

func methodValue() {
	q := make(queue, 1) // want `^q cap 1 local: send@-16 maybe in push$`
	defer later(q.push) // want `^may send q, 0 or more$`
}

func later(f func(int)) { println(f) }

// Recursion.

func recursive(ch chan int, n int) {
	if n == 0 {
		close(ch) // want `^must close ch, 1 to 1$`
		return
	}
	ch <- n
	recursive(ch, n-1) // want `^may send ch, 0 or more; may close ch, 0 or more$`
}

func recurses() {
	ch := make(chan int) // want `^ch cap 0 local: close@-8 in recursive, send@-5 in recursive$`
	go recursive(ch, 3)  // want `^may send ch, 0 or more; may close ch, 0 or more$`
}

func endless(ch chan int) { endless(ch) }

// Closures in variables.

func variables() {
	ch := make(chan int, 2) // want `^ch cap 2 local: send@2 in variables.1$`
	send := func(v int) {
		ch <- v
	}
	send(1)     // want `^must send ch, 1 to 1$`
	go func() { // want `^must send ch, 2 to 2$`
		send(2) // want `^must send ch, 1 to 1$`
		send(3) // want `^must send ch, 1 to 1$`
	}()
}

func notCalled() {
	ch := make(chan int) // want `^ch cap 0 local: recv@1 in notCalled.1, close@2$`
	wait := func() { <-ch }
	close(ch) // want `^must close ch, 1 to 1$`
	_ = wait
}
