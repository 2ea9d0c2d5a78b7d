// Package rangefunc holds loops over functions.
package rangefunc

import (
	"iter"
	"os"
	"os/exec"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	"golang.org/x/sync/errgroup"
)

func step() error {
	_, err := os.Open("x")
	return err
}

func bugs(c mqtt.Client, names iter.Seq[string]) {
	var g errgroup.Group
	for name := range names {
		c.Publish(name, 1, false, nil)          // want `the mqtt.Token of c.Publish is dropped`
		token := c.Publish(name, 1, false, nil) // want `nobody asks the mqtt.Token of c.Publish`
		token.Wait()
		g.Go(step)
		cmd := exec.Command(name)
		_ = cmd.Start() // want `cmd is started and never waited for`
	}
	g.Wait() // want `the error of g.Wait is dropped`
}

func groups(names iter.Seq[string]) {
	var g errgroup.Group
	for range names {
		g.Go(step) // want `nobody waits for the tasks of g`
	}
}

// Near-misses.

func fine(c mqtt.Client, names iter.Seq[string]) error {
	var g errgroup.Group
	var token mqtt.Token
	for name := range names {
		token = c.Publish(name, 1, false, nil)
		token.Wait()
		cmd := exec.Command(name)
		if err := cmd.Start(); err != nil {
			return err
		}
		g.Go(cmd.Wait)
		g.Go(step)
	}
	if token != nil && token.Error() != nil {
		return token.Error()
	}
	for range names {
		if err := g.Wait(); err != nil {
			return err
		}
	}
	return nil
}

func tokens(all iter.Seq[mqtt.Token]) error {
	for token := range all {
		if token.Wait(); token.Error() != nil {
			return token.Error()
		}
	}
	return nil
}
