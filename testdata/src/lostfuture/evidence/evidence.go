// Package evidence is for the places that findings relate to.
package evidence

import (
	"errors"
	"os/exec"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	"golang.org/x/sync/errgroup"
)

var errBad = errors.New("bad")

func token(c mqtt.Client) {
	token := c.Publish("a", 1, false, nil) // want `nobody asks`
	token.Wait()
}

func wait(ok bool) {
	var g errgroup.Group
	g.Go(func() error { return check(ok) })
	g.Wait() // want `the task at line 21`
}

func check(ok bool) error {
	if ok {
		return nil
	}

	return errBad
}

func group() {
	var g errgroup.Group
	g.Go(func() error { return check(true) }) // want `nobody waits`
}

func process() error {
	cmd := exec.Command("true")
	return cmd.Start() // want `never waited for`
}
