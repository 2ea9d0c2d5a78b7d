package main

import (
	"fmt"
	"strings"
)

// A hardship is a package that is hard to analyse for one reason.
type hardship struct {
	name string
	text string
}

// hardships returns what no analysis may choke on. Each has far more of one
// thing than code that anyone has written.
func hardships() []hardship {
	return []hardship{
		{"closures nested 200 deep", nestedClosures(200)},
		{"blocks nested 200 deep", nestedBlocks(200)},
		{"2,000 blocks of sends and early returns", earlyReturns(700)},
		{"2,000 blocks of correlated flags", correlatedFlags(330)},
		{"60 diamonds between start and join", diamonds(60)},
		{"500 diamonds between start and join", diamonds(500)},
		{"state machine with 300 states", stateMachine(300)},
		{"500 channels in one function", manyChannels(500)},
		{"500 goroutines in one function", manyGoroutines(500)},
		{"500 WaitGroups in one function", manyGroups(500)},
		{"500 defers in one function", manyDefers(500)},
		{"500 channels that meet in one variable", meetingChannels(500)},
		{"500 resources in one function", manyResources(500)},
		{"channel down a chain of 500 functions", chain(500)},
		{"resource down a chain of 500 functions", resourceChain(500)},
		{"channel down 40 functions, each called twice", doubling(40)},
		{"100 functions that all call each other", allCallAll(100)},
		{"select of 500 cases", hugeSelect(500)},
		{"one channel that 1,000 methods use", sharedField(1000)},
		{"1,000 fields of channels", manyFields(1000)},
		{"one function started by 1,000 others", sharedTask(1000)},
		{"1,000 handlers that fail without a word", manyHandlers(1000)},
		{"1,000 failures in one handler", failingHandler(1000)},
		{"500 groups whose error is dropped", droppedErrors(500)},
		{"500 tasks that share an error", sharedError(500)},
		{"500 functions that recover and pass a function on", recovering(500)},
		{"500 loops of one package", manyLoops(500)},
		{"loop with 300 cases that call what they share", busyLoop(300)},
		{"loop whose cases lead to 1,000 functions", wideLoop(10)},
		{"500 methods that post to one loop, and call each other", postingMethods(500)},
		{"500 loops that start tasks, each with a semaphore", semaphores(500)},
		{"one loop that starts 500 tasks", manyStarts(500)},
		{"500 conditions before a task", guardedStart(500)},
		{"500 queues of one package", manyQueues(500)},
		{"one queue that 1,000 functions fill", filledQueue(1000)},
		{"500 sends that may be left out", droppedSends(500)},
	}
}

// lines formats n lines with their numbers from 0.
func lines(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(format, "NN", fmt.Sprint(i)))
		b.WriteByte('\n')
	}
	return b.String()
}

// nestedClosures: each level starts the next, and uses the channel of the one
// around it.
func nestedClosures(n int) string {
	return "func f(ask func() int) {\n" +
		lines(n, "cNN := make(chan int)\ngo func() {") +
		"c0 <- ask()\n" +
		strings.Join(reversed(n, "}()\nif ask() > 0 { return }\n<-cNN\n"), "") +
		"}\n"
}

func reversed(n int, format string) []string {
	var all []string
	for i := n - 1; i >= 0; i-- {
		all = append(all, strings.ReplaceAll(format, "NN", fmt.Sprint(i)))
	}
	return all
}

// nestedBlocks: conditions and loops around each other, with a way out of each.
func nestedBlocks(n int) string {
	return "func f(ask func() int) {\nc := make(chan int)\ngo func() { c <- ask() }()\n" +
		lines(n, "for ask() > NN {\nif ask() == NN { break }") +
		"<-c\n" + strings.Repeat("}\n", n) + "}\n"
}

// earlyReturns: a task that may leave after each of its sends.
func earlyReturns(n int) string {
	return "func f(ask func() int) int {\nc := make(chan int)\ngo func() {\n" +
		lines(n, "c <- NN\nif ask() == NN { return }") + "close(c)\n}()\n" +
		lines(n, "if ask() < NN { return <-c }") + "return 0\n}\n"
}

// correlatedFlags: each task is joined if, and only if, it was started.
func correlatedFlags(n int) string {
	return "func f(ask func() int) {\n" +
		lines(n, "fNN := ask() > NN\ncNN := make(chan int)\nif fNN { go func() { cNN <- NN }() }") +
		lines(n, "if fNN { <-cNN }") + "}\n"
}

// diamonds: as many paths as 2 to the power of n.
func diamonds(n int) string {
	return "func f(ask func() int, tell func(int)) {\nvar mu sync.Mutex\nc := make(chan int)\nmu.Lock()\ngo func() { c <- ask() }()\n" +
		lines(n, "if ask() == NN { tell(NN) } else { tell(-NN) }") + "<-c\nmu.Unlock()\n}\n"
}

// stateMachine: from each block to most others, in a loop.
func stateMachine(n int) string {
	return "func f(ask func() int) {\nc := make(chan int)\ngo func() { defer close(c); c <- ask() }()\nstate := 0\nfor {\nswitch state {\n" +
		lines(n, "case NN:\nstate = ask()\nif state == NN+1 { continue }\nif state > NN*7 { c <- NN }\nif state < 0 { return }") +
		"default:\n<-c\n}\n}\n}\n"
}

func manyChannels(n int) string {
	return "func f(ask func() int) int {\nsum := 0\n" +
		lines(n, "cNN := make(chan int)\ngo func() { cNN <- ask() }()\nselect {\ncase v := <-cNN:\nsum += v\ncase <-time.After(NN):\nreturn sum\n}") +
		"return sum\n}\n"
}

func manyGoroutines(n int) string {
	return "func f(ask func() int) int {\nc := make(chan int)\n" +
		lines(n, "go func() {\nif v := ask(); v != NN { c <- v }\n}()") +
		"sum := 0\n" + lines(n, "sum += <-c") + "return sum\n}\n"
}

func manyGroups(n int) string {
	return "func f(ask func() int) {\n" +
		lines(n, "var wgNN sync.WaitGroup\nwgNN.Add(1)\ngo func() {\nif ask() == NN { return }\nwgNN.Done()\n}()") +
		lines(n, "if ask() != NN { wgNN.Wait() }") + "}\n"
}

func manyDefers(n int) string {
	return "func f(ask func() int) {\n" +
		lines(n, "cNN := make(chan int)\ndefer func() { cNN <- NN }()\ngo func() { ask(); <-cNN }()\nif ask() == NN { return }") + "}\n"
}

// meetingChannels: one variable, which may be any of n channels.
func meetingChannels(n int) string {
	return "func f(ask func() int) int {\nvar c chan int\nswitch ask() {\n" +
		lines(n, "case NN:\nc = make(chan int, NN)\ngo func() { c <- NN }()") +
		"}\nif ask() > 0 { return 0 }\nreturn <-c\n}\n"
}

func manyResources(n int) string {
	return "func f(ask func() int, tell func(error)) {\nvar err error\n" +
		lines(n, "rNN, err := os.Open(\"NN\")\nif err != nil { tell(err); return }\ndefer rNN.Close()\ngo func() {\nif _, err := rNN.Stat(); err != nil { tell(err) }\n}()") +
		"tell(err)\n}\n"
}

func chain(n int) string {
	return fmt.Sprintf("func f(ask func() int) int {\nc := make(chan int)\ngo f0(c, ask)\nif ask() > 0 { return 0 }\nreturn <-c\n}\nfunc f%d(c chan<- int, ask func() int) { c <- ask() }\n", n) +
		numberedNext(n, "func fNN(c chan<- int, ask func() int) {\nif ask() > NN { fMM(c, ask) }\n}")
}

func resourceChain(n int) string {
	return fmt.Sprintf("func f(tell func(error)) {\nr, err := os.Open(\"x\")\nif err != nil { tell(err); return }\ngo f0(r, tell)\n}\nfunc f%d(r *os.File, tell func(error)) { r.Close() }\n", n) +
		numberedNext(n, "func fNN(r *os.File, tell func(error)) {\nif _, err := r.Stat(); err != nil { tell(err); return }\nfMM(r, tell)\n}")
}

// doubling: 2 to the power of n ways from the first function to the last.
func doubling(n int) string {
	return fmt.Sprintf("func f(ask func() int) int {\nc := make(chan int)\ngo f0(c, ask)\nif ask() > 0 { return 0 }\nreturn <-c\n}\nfunc f%d(c chan int, ask func() int) { c <- ask() }\n", n) +
		numberedNext(n, "func fNN(c chan int, ask func() int) {\nif ask() > NN { fMM(c, ask) }\nfMM(c, ask)\n}")
}

// numberedNext is like lines, and replaces MM by the number after NN.
func numberedNext(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer("NN", fmt.Sprint(i), "MM", fmt.Sprint(i+1)).Replace(format))
		b.WriteByte('\n')
	}
	return b.String()
}

// allCallAll: mutual recursion, with a channel passed along.
func allCallAll(n int) string {
	calls := lines(n, "case NN: fNN(c, ask)")
	return "func f(ask func() int) int {\nc := make(chan int)\ngo f0(c, ask)\nif ask() > 0 { return 0 }\nreturn <-c\n}\n" +
		lines(n, "func fNN(c chan int, ask func() int) {\nif ask() == -NN { c <- NN; return }\nswitch ask() {\n"+calls+"}\n}")
}

func hugeSelect(n int) string {
	return "func f(ask func() int) int {\n" +
		lines(n, "cNN := make(chan int)\ngo func() { cNN <- ask() }()") +
		"for {\nselect {\n" + lines(n, "case v := <-cNN:\nif v > NN { return v }") + "}\n}\n}\n"
}

func sharedField(n int) string {
	return "type server struct { events chan int; done chan struct{}; wg sync.WaitGroup; mu sync.Mutex }\n" +
		"func newServer() *server {\ns := &server{events: make(chan int), done: make(chan struct{})}\ns.wg.Add(1)\ngo s.loop()\nreturn s\n}\n" +
		"func (s *server) loop() {\ndefer s.wg.Done()\nfor {\nselect {\ncase <-s.events:\ncase <-s.done:\nreturn\n}\n}\n}\n" +
		"func (s *server) Close() { close(s.done); s.wg.Wait() }\n" +
		lines(n, "func (s *server) fNN(ask func() int) {\ns.wg.Add(1)\ngo func() {\ndefer s.wg.Done()\ns.mu.Lock()\nif ask() == NN { s.mu.Unlock(); return }\ns.mu.Unlock()\nselect {\ncase s.events <- NN:\ncase <-s.done:\n}\n}()\n}")
}

func manyFields(n int) string {
	return "type server struct {\n" + lines(n, "cNN chan int") + "}\n" +
		"func newServer() *server {\ns := &server{}\n" + lines(n, "s.cNN = make(chan int)") + lines(n, "go s.fNN()") + "return s\n}\n" +
		"func (s *server) Close() {\n" + lines(n, "close(s.cNN)") + "}\n" +
		lines(n, "func (s *server) fNN() {\nfor range s.cNN {\n}\n}")
}

func sharedTask(n int) string {
	return "func work(c chan<- int, wg *sync.WaitGroup, ask func() int) {\ndefer wg.Done()\nc <- ask()\n}\n" +
		lines(n, "func fNN(ask func() int) int {\nvar wg sync.WaitGroup\nc := make(chan int, NN)\nwg.Add(1)\ngo work(c, &wg, ask)\nif ask() == NN { return 0 }\nwg.Wait()\nreturn <-c\n}")
}

func manyHandlers(n int) string {
	return lines(n, "func hNN(w http.ResponseWriter, r *http.Request) {\nif _, err := strconv.Atoi(r.FormValue(\"n\")); err != nil { return }\nw.WriteHeader(NN)\n}\nvar _ http.HandlerFunc = hNN")
}

func failingHandler(n int) string {
	return "func f(w http.ResponseWriter, r *http.Request) {\n" +
		lines(n, "if _, err := strconv.Atoi(r.FormValue(\"NN\")); err != nil { return }") + "w.WriteHeader(204)\n}\n"
}

func droppedErrors(n int) string {
	return "func f() {\n" +
		lines(n, "var gNN errgroup.Group\ngNN.Go(func() error { return os.Chdir(\"NN\") })") +
		lines(n, "gNN.Wait()") + "}\n"
}

func sharedError(n int) string {
	return "func f(wg *sync.WaitGroup) error {\nvar err error\n" +
		lines(n, "wg.Add(1)\ngo func() {\ndefer wg.Done()\nerr = os.Chdir(\"NN\")\n}()") + "wg.Wait()\nreturn err\n}\n"
}

// recovering: whether the last can panic, the first can't know.
func recovering(n int) string {
	return lines(n, "func gNN(run func()) {\ndefer func() { _ = recover() }()\ngo func() { startNN(run) }()\n}") +
		lines(n, "func startNN(run func()) { run() }")
}

func manyLoops(n int) string {
	return lines(n, "type aNN struct { in, kick, done chan int }\nfunc (a *aNN) run() {\nfor {\nselect {\ncase v := <-a.in:\na.step(v)\ncase <-a.kick:\na.step(NN)\ncase <-a.done:\nreturn\n}\n}\n}\n"+
		"func (a *aNN) step(v int) { if v > NN { a.kick <- v } }\nfunc newANN() *aNN {\na := &aNN{make(chan int), make(chan int), make(chan int)}\ngo a.run()\nreturn a\n}")
}

func busyLoop(n int) string {
	return "type server struct { done chan int\n" + lines(n, "cNN chan int") + "}\n" +
		"func newServer() *server {\ns := &server{done: make(chan int)}\n" + lines(n, "s.cNN = make(chan int)") + "go s.loop()\nreturn s\n}\n" +
		"func (s *server) loop() {\nfor {\nselect {\n" + lines(n, "case v := <-s.cNN:\ns.fNN(v)") + "case <-s.done:\nreturn\n}\n}\n}\n" +
		numberedNext(n, "func (s *server) fNN(v int) {\nif v > NN { s.fMM(v) }\nselect {\ncase s.cNN <- v:\ndefault:\n}\n}") +
		fmt.Sprintf("func (s *server) f%d(v int) { s.c0 <- v }\n", n)
}

// wideLoop: each function calls n others, three levels deep.
func wideLoop(n int) string {
	level := func(name, next string) string {
		return "func (s *server) " + name + "(v int) {\n" + lines(n, "s."+next+"NN(v)") + "}\n"
	}
	var b strings.Builder
	b.WriteString("type server struct { in, more, done chan int }\n" +
		"func newServer() *server {\ns := &server{make(chan int), make(chan int), make(chan int)}\ngo s.loop()\nreturn s\n}\n" +
		"func (s *server) loop() {\nfor {\nselect {\ncase v := <-s.in:\ns.top(v)\ncase <-s.more:\ncase <-s.done:\nreturn\n}\n}\n}\n")
	b.WriteString(level("top", "a"))
	for i := range n {
		b.WriteString(level(fmt.Sprintf("a%d", i), fmt.Sprintf("b%d", i)))
		for j := range n {
			b.WriteString(level(fmt.Sprintf("b%d%d", i, j), fmt.Sprintf("c%d%d", i, j)))
			for k := range n {
				fmt.Fprintf(&b, "func (s *server) c%d%d%d(v int) { if v == %d { s.more <- v } }\n", i, j, k, k)
			}
		}
	}
	return b.String()
}

func postingMethods(n int) string {
	return "type server struct { posts chan func(); done chan int }\n" +
		"func newServer() *server {\ns := &server{posts: make(chan func()), done: make(chan int)}\ngo s.loop()\nreturn s\n}\n" +
		"func (s *server) loop() {\nfor {\nselect {\ncase f := <-s.posts:\nf()\ncase <-s.done:\nreturn\n}\n}\n}\n" +
		numberedNext(n, "func (s *server) fNN(ask func() int) {\nreply := make(chan int, 1)\ns.posts <- func() { reply <- ask() }\nif <-reply > NN { s.fMM(ask) }\n}") +
		fmt.Sprintf("func (s *server) f%d(ask func() int) { s.posts <- func() { s.f0(ask) } }\n", n)
}

func semaphores(n int) string {
	return "func f(in chan string) {\n" +
		lines(n, "semNN := make(chan int, NN)\nfor name := range in {\nsemNN <- 1\ngo func() {\nos.Chdir(name)\n<-semNN\n}()\n}") + "}\n"
}

func manyStarts(n int) string {
	return "func f(in chan string) {\nfor name := range in {\n" + lines(n, "go func() {\nnet.Dial(\"tcp\", name)\n}()") + "}\n}\n"
}

func guardedStart(n int) string {
	return "type server struct {\n" + lines(n, "nNN int") + "}\nfunc (s *server) f(in chan string) {\nfor name := range in {\n" +
		lines(n, "if len(name) == NN { s.nNN++ }\nif name == \"NN\" { continue }") + "go net.Dial(\"tcp\", name)\n}\n}\n"
}

func manyQueues(n int) string {
	return lines(n, "type qNN struct {\nmu sync.Mutex\nlist []string\n}\nfunc (q *qNN) push(name string) {\nq.mu.Lock()\nq.list = append(q.list, name)\nq.mu.Unlock()\n}\n"+
		"func (q *qNN) run() {\nfor {\nq.mu.Lock()\nlist := q.list\nq.list = nil\nq.mu.Unlock()\nfor _, name := range list { net.Dial(\"tcp\", name) }\n}\n}\nfunc newQNN() *qNN {\nq := &qNN{}\ngo q.run()\nreturn q\n}")
}

func filledQueue(n int) string {
	return "type q struct {\nmu sync.Mutex\nlist []string\n}\nfunc (q *q) run() {\nfor {\nq.mu.Lock()\nlist := q.list\nq.list = nil\nq.mu.Unlock()\nfor _, name := range list { net.Dial(\"tcp\", name) }\n}\n}\n" +
		"func newQ() *q {\nq := &q{}\ngo q.run()\nreturn q\n}\n" +
		numberedNext(n, "func (q *q) fNN(name string) {\nq.mu.Lock()\nq.list = append(q.list, name)\nq.mu.Unlock()\nq.fMM(name)\n}") +
		fmt.Sprintf("func (q *q) f%d(name string) { q.f0(name) }\n", n)
}

func droppedSends(n int) string {
	return "func f(c chan error, err error) {\n" + lines(n, "select {\ncase c <- err:\ndefault:\n}") + "}\n"
}
