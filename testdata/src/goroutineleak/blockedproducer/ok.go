package blockedproducer

import (
	"errors"
	"time"
)

type request struct{ addr string }

// The flag lets one value through.
func firstAddr(requests <-chan request) (string, error) {
	ch := make(chan string, 1)
	go func() {
		got := false
		for req := range requests {
			if req.addr != "" && !got {
				got = true
				ch <- req.addr
			}
			if req.addr == "" {
				println("no address")
			}
		}
	}()
	select {
	case addr := <-ch:
		return addr, nil
	case <-time.After(time.Second):
		return "", errors.New("timeout")
	}
}

// The loop ends with the value.
func firstFound(requests <-chan request) (string, error) {
	ch := make(chan string, 1)
	go func() {
		for req := range requests {
			if req.addr != "" {
				ch <- req.addr
				return
			}
		}
	}()
	select {
	case addr := <-ch:
		return addr, nil
	case <-time.After(time.Second):
		return "", errors.New("timeout")
	}
}

// Between two sends the goroutine asks whether it is to stop, and what it sends
// before that goes into the buffer.
func polls(refresh func() string, timeout time.Duration) string {
	ch := make(chan string, 1)
	stop := make(chan struct{})
	go func() {
		for {
			ch <- refresh()
			select {
			case <-stop:
				return
			case <-time.After(time.Second):
			}
		}
	}()
	for {
		select {
		case state := <-ch:
			if state == "done" {
				close(stop)
				return state
			}
		case <-time.After(timeout):
			close(stop)
			return "timeout"
		}
	}
}

// The variable says that the goroutine has ended.
func toldByVariable(decode func(int) (string, error), n int) error {
	ch := make(chan string, 10)
	var decodeErr error
	go func() {
		defer close(ch)
		for i := range n {
			s, err := decode(i)
			if err != nil {
				decodeErr = err
				return
			}
			ch <- s
		}
	}()
	var failure error
	for s := range ch {
		if err := handle(len(s)); err != nil {
			failure = err
			break
		}
	}
	if decodeErr != nil {
		return decodeErr
	}
	if failure != nil {
		for range ch {
		}
		return failure
	}
	return nil
}
