// Package rangefunc ranges over functions in callbacks.
package rangefunc

import (
	"iter"
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
)

func start(c mqtt.Client) {
	c.Subscribe("a", 1, func(mqtt.Client, mqtt.Message) {
		for range count { // want `calls count → time.Sleep`
		}
	})
	c.Subscribe("a", 1, func(mqtt.Client, mqtt.Message) {
		for i := range quick(3) {
			time.Sleep(time.Duration(i)) // want `calls time.Sleep`
		}
	})
	c.Subscribe("a", 1, func(mqtt.Client, mqtt.Message) {
		for range quick(3) {
			go time.Sleep(time.Second)
		}
	})
	c.Subscribe("a", 1, func(mqtt.Client, mqtt.Message) {
		iter.Pull(iter.Seq[int](count)) // nobody pulls
	})
}

func count(yield func(int) bool) {
	for i := range 3 {
		time.Sleep(time.Second)
		if !yield(i) {
			return
		}
	}
}

func quick(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// The bodies of loops over functions are part of the case.
func actor(jobs, reload, done chan int, seq iter.Seq[time.Duration]) {
	for {
		select {
		case <-jobs:
			for d := range seq {
				time.Sleep(d * time.Second) // want `time.Sleep in the case of jobs stalls the loop of actor: done and reload wait for it`
			}
		case <-reload:
			for d := range seq {
				go time.Sleep(d)
				if d > 1 {
					time.Sleep(time.Hour)
					return // the loop, too
				}
			}
		case <-done:
			return
		}
	}
}
