// Package crosspkg uses what another package declares.
package crosspkg

import (
	"golang.org/x/sync/errgroup"

	"lostfuture/crosspkg/callee"
)

func bugs(s *callee.Service) {
	s.Client.Publish("a", 1, false, nil)     // want `the mqtt.Token of s.Client.Publish is dropped`
	token := s.Client.Subscribe("a", 1, nil) // want `nobody asks the mqtt.Token of s.Client.Subscribe`
	token.Wait()
	var g errgroup.Group
	g.Go(callee.Work)
	g.Wait() // want `the error of g.Wait is dropped: if the task at line 15 fails`
}

func fine(s *callee.Service) error {
	g := callee.New()
	g.Go(callee.Work)
	s.Group.Go(callee.Work)
	s.Group.Wait()
	token := s.Client.Subscribe("a", 1, nil)
	if err := callee.Check(token); err != nil {
		return err
	}
	cmd := callee.Command()
	if err := cmd.Start(); err != nil {
		return err
	}
	return s.Cmd.Start()
}
