package dbus

import (
	"log"
	"os/exec"

	"github.com/godbus/dbus/v5"
)

// A handler of signals runs on the goroutine that reads replies too.
type runner struct{ command string }

func (r runner) DeliverSignal(iface, name string, signal *dbus.Signal) {
	if out, err := exec.Command(r.command, name).Output(); err != nil { // want `callback-blocks: DeliverSignal blocks the D-Bus connection inWorker.*: calls \(\*exec.Cmd\).Output; instead: buffered channel`
		log.Print(string(out), err)
	}
}

// A queue is read elsewhere.
type queue chan *dbus.Signal

func (q queue) DeliverSignal(_, _ string, signal *dbus.Signal) {
	select {
	case q <- signal:
	default:
	}
}

func listen(command string) (*dbus.Conn, error) {
	return dbus.ConnectSystemBus(dbus.WithSignalHandler(runner{command}))
}

// Each call of an exported method has a goroutine.
type service struct{ command string }

func (s service) Run(name string) (string, *dbus.Error) {
	out, err := exec.Command(s.command, name).Output()
	if err != nil {
		return "", dbus.MakeFailedError(err)
	}
	return string(out), nil
}

func export(conn *dbus.Conn, s service) error {
	return conn.Export(s, "/org/example/Runner", "org.example.Runner")
}
