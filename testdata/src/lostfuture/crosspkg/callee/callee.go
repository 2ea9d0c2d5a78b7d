// Package callee is imported by package crosspkg, which sees no more of it than
// its types.
package callee

import (
	"os/exec"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	"golang.org/x/sync/errgroup"
)

// Service has parts that its users can reach.
type Service struct {
	Group  *errgroup.Group
	Client mqtt.Client
	Cmd    *exec.Cmd
}

// Work may fail.
func Work() error { return nil }

// Command returns a command that somebody else may wait for.
func Command() *exec.Cmd { return exec.Command("true") }

// Check asks the token.
func Check(t mqtt.Token) error { return t.Error() }

// New returns a group that somebody else may wait for.
func New() *errgroup.Group { return new(errgroup.Group) }
