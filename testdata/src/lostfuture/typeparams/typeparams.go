// Package typeparams holds generic code.
package typeparams

import (
	"encoding/json"
	"os"
	"os/exec"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	"golang.org/x/sync/errgroup"
)

func bugs[T any](c mqtt.Client, items []T, do func(T) error) {
	c.Publish("a", 1, false, items) // want `the mqtt.Token of c.Publish is dropped`
	var g errgroup.Group
	for _, item := range items {
		g.Go(func() error { return do(item) })
	}
	var h errgroup.Group
	for _, item := range items {
		h.Go(func() error { // want `nobody waits for the tasks of h`
			return save(item)
		})
	}
	g.Wait()
}

func save[T any](v T) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return os.WriteFile("x", data, 0o600)
}

type pool[T any] struct {
	group errgroup.Group
	work  func() error
}

func (p *pool[T]) start() { p.group.Go(p.work) }

func (p *pool[T]) stop() {
	p.group.Wait() // want `the error of p.group.Wait is dropped`
}

func starts[T ~string](name T) error {
	cmd := exec.Command(string(name))
	return cmd.Start() // want `cmd is started and never waited for`
}

// Near-misses.

type client interface {
	Publish(topic string, qos byte, retained bool, p any) mqtt.Token
}

func constrained[C client](c C) { c.Publish("a", 1, false, nil) }

func asked[T any](c mqtt.Client, v T) error {
	token := c.Publish("a", 1, false, v)
	token.Wait()
	return token.Error()
}

type held[T any] struct {
	group errgroup.Group
	work  func() error
}

func (h *held[T]) start() { h.group.Go(h.work) }

func (h *held[T]) stop() { h.group.Wait() }

func (h *held[T]) err() error { return h.group.Wait() }

func waits[T any](items []T, do func(T) error) error {
	var g errgroup.Group
	for _, item := range items {
		g.Go(func() error { return do(item) })
	}
	return g.Wait()
}
