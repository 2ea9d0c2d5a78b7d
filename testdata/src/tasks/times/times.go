package times

import "net"

func work() {}

func once(c bool) {
	go work() // want `once; work`
	if c {
		go work() // want `once; work`
	}
	func() {
		go work() // want `once; work`
	}()
}

func counted(n int, xs []string, m map[string]int, s string) {
	for i := 0; i < 10; i++ {
		go work() // want `per iteration of line -1, exactly 10; work`
	}
	for i := range 3 {
		go func() { _ = i }() // want `per iteration of line -1, exactly 3; counted\$1`
	}
	for i := 0; i < n; i++ {
		go func() { _ = i }() // want `per iteration of line -1, exactly n; counted\$2`
	}
	for i := 1; i <= n; i++ {
		go work() // want `per iteration of line -1, exactly n; work`
	}
	for i := 0; i < n-1; i++ {
		go work() // want `per iteration of line -1, exactly n-1; work`
	}
	for range n {
		go work() // want `per iteration of line -1, exactly n; work`
	}
	for range xs {
		go work() // want `per iteration of line -1, exactly len\(xs\); work`
	}
	for i := 0; i < len(xs); i++ {
		go work() // want `per iteration of line -1, exactly len\(xs\); work`
	}
	for _, x := range xs {
		go func() { _ = x }() // want `per iteration of line -1, exactly len\(xs\); counted\$3`
	}
	for k := range m {
		go func() { _ = k }() // want `per iteration of line -1, exactly len\(m\); counted\$4`
	}
	for range s {
		go work() // want `per iteration of line -1; work`
	}
	for range [4]int{} {
		go work() // want `per iteration of line -1, exactly 4; work`
	}
}

func notAll(n int, xs []string) {
	for _, x := range xs {
		if x == "" {
			continue
		}
		go work() // want `per iteration of line -4, at most len\(xs\); work`
	}
	for _, x := range xs {
		go work() // want `per iteration of line -1, at most len\(xs\); work`
		if x == "" {
			break
		}
	}
	for i := 0; i < n; i += 2 {
		go work() // want `per iteration of line -1; work`
	}
	for i := range n {
		for range i {
			go work() // want `per iteration of line -1 in 1 more, exactly int; work`
		}
	}
	for range xs {
		go work() // want `once; work`
		return
	}
}

func events(l net.Listener, ch chan int, more func() bool) {
	for {
		conn, err := l.Accept()
		if err != nil {
			break
		}
		go conn.Close() // want `per event of line -5; -`
	}
	for x := range ch {
		go func() { _ = x }() // want `per event of line -1; events\$1`
	}
	for more() {
		<-ch
		go work() // want `per event of line -2; work`
	}
	for more() {
		go work() // want `per iteration of line -1; work`
	}
}

func jump(more func() bool) {
again:
	go work() // want `unknown; work`
	if more() {
		goto again
	}
}

func overFunc(seq func(func(int) bool)) {
	for x := range seq {
		go func() { _ = x }() // want `per iteration of line -1; overFunc\$1\$1`
	}
}
