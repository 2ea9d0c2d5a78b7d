// Package watch is a stub of k8s.io/apimachinery/pkg/watch.
package watch

type Interface interface {
	Stop()
	ResultChan() <-chan Event
}

type EventType string

type Event struct {
	Type EventType
}
