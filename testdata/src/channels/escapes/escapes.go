package escapes

import (
	"fmt"
	"sync/atomic"

	"channels/escapes/elsewhere"
)

type iface interface{ take(chan int) }

type table map[string]chan int

func escapes(i iface, f func(chan int), m table, cc chan chan int, p *chan int, v *atomic.Value) {
	inSlice := []chan int{make(chan int)} // want `^channel cap 0; escapes@0, others do anything$`
	_ = inSlice
	inMap := make(chan int) // want `^inMap cap 0; escapes@1, others do anything$`
	m["a"] = inMap
	inAny := make(chan int) // want `^inAny cap 0; escapes@1, others do anything$`
	v.Store(inAny)
	sent := make(chan int) // want `^sent cap 0; escapes@1, others do anything$`
	cc <- sent
	selected := make(chan int) // want `^selected cap 0; escapes@1, others do anything$`
	select {
	default:
	case cc <- selected:
	}
	stored := make(chan int) // want `^stored cap 0; escapes@1, others do anything$`
	*p = stored
	invoked := make(chan int)      // want `^invoked cap 0; escapes@1, others do anything$`
	i.take(invoked)                // want `^may send invoked, 0 or more; may recv invoked, 0 or more; may close invoked, 0 or more$`
	value := make(chan int)        // want `^value cap 0; escapes@1, others do anything$`
	f(value)                       // want `^may send value, 0 or more; may recv value, 0 or more; may close value, 0 or more$`
	passed := make(chan int)       // want `^passed cap 0; escapes@1, others do anything$`
	elsewhere.Take(passed)         // want `^may send passed, 0 or more; may recv passed, 0 or more; may close passed, 0 or more$`
	onlyReceive := make(chan int)  // want `^onlyReceive cap 0; escapes@1, others receive$`
	elsewhere.Receive(onlyReceive) // want `^may recv onlyReceive, 0 or more$`
	onlySend := make(chan int)     // want `^onlySend cap 0; escapes@1, others send$`
	elsewhere.Send(onlySend)       // want `^may send onlySend, 0 or more; may close onlySend, 0 or more$`
	deferred := make(chan int)     // want `^deferred cap 0; escapes@1, others do anything$`
	defer elsewhere.Take(deferred) // want `^may send deferred, 0 or more; may recv deferred, 0 or more; may close deferred, 0 or more$`
	started := make(chan int)      // want `^started cap 0; escapes@1, others do anything$`
	go elsewhere.Take(started)     // want `^may send started, 0 or more; may recv started, 0 or more; may close started, 0 or more$`
	inStruct := make(chan int)     // want `^inStruct cap 0; escapes@1, others do anything$`
	_ = &elsewhere.Struct{C: inStruct}
	printed := make(chan int) // want `^printed cap 0; escapes@1, others do anything$`
	fmt.Println(printed)
	inArray := make(chan int) // want `^inArray cap 0; escapes@2, others do anything$`
	var a [3]chan int
	a[1] = inArray
	appended := make(chan int) // want `^appended cap 0; escapes@1, others do anything$`
	_ = append(inSlice, appended)
	address := make(chan int)   // want `^address cap 0: close@2 maybe; escapes@1, others do anything$`
	elsewhere.Address(&address) // want `^may send address, 0 or more; may recv address, 0 or more; may close address, 0 or more$`
	close(address)              // want `^may close address, 0 to 1$`
}

// Neither comparing, nor len, nor closing lets a channel go.
func stays(other chan int) bool {
	ch := make(chan int) // want `^ch cap 0 local: close@1 deferred, len@2$`
	defer close(ch)      // want `^must close ch, 1 to 1$`
	println(len(ch))
	return ch != nil && ch == other
}

// What comes from elsewhere is none of the channels known here.
func unknown(m table, cc chan chan int, chans []chan int, a any) {
	ch := make(chan int) // want `^ch cap 0: close@12 maybe; escapes@2, others do anything$`
	for _, c := range []chan int{
		ch, m["a"], <-cc, chans[0], a.(chan int), elsewhere.Make(), elsewhere.Global, (&elsewhere.Struct{}).C,
	} {
		close(c)
	}
	var c chan int
	if len(chans) > 0 {
		c = ch
	} else {
		c = m["b"]
	}
	close(c) // want `^may close ch, 0 to 1$`
}
