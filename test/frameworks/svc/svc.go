//asynclint-env: GOOS=windows CGO_ENABLED=0

//go:build windows

// Package svc is a service of golang.org/x/sys/windows/svc.
package svc

import (
	"net/http"

	"golang.org/x/sys/windows/svc"
)

// Execute is the service's loop itself, so that it may wait as long as it is
// asked nothing.
type daemon struct {
	srv http.Server
}

func (d *daemon) Execute(_ []string, requests <-chan svc.ChangeRequest, status chan<- svc.Status) (bool, uint32) {
	status <- svc.Status{State: svc.StartPending}
	failed := make(chan error, 1)
	go func() { failed <- d.srv.ListenAndServe() }()
	status <- svc.Status{State: svc.Running, Accepts: svc.AcceptStop}
	for {
		select {
		case req := <-requests:
			switch req.Cmd {
			case svc.Interrogate:
				status <- req.CurrentStatus
			case svc.Stop, svc.Shutdown:
				status <- svc.Status{State: svc.StopPending}
				_ = d.srv.Close()
				return false, 0
			}
		case err := <-failed:
			if err != nil {
				return false, 1
			}
			return false, 0
		}
	}
}
