// Package crosspkg runs functions of another package, of which only the types
// are known.
package crosspkg

import (
	"log"

	"lostgoerror/crosspkg/dep"
)

type embeds struct{ *dep.Server }

func bugs(s *dep.Server, i dep.Starter, e embeds) {
	go s.Start()  // want `go statement drops the error of s.Start`
	go i.Start()  // want `go statement drops the error of i.Start`
	go e.Start()  // want `go statement drops the error of e.Start`
	go dep.Work() // want `go statement drops the error of dep.Work`
	go func() {
		if err := dep.Work(); err != nil { // want `because dep.Work failed`
			return
		}
		log.Print()
	}()
}

func fine(s *dep.Server) {
	go s.Stop()
	go func() { _ = dep.Work() }()
	go func() {
		if err := s.Stop(); err != nil {
			return
		}
	}()
}
