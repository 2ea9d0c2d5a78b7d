// Package dbus calls over D-Bus with github.com/godbus/dbus.
package dbus

import (
	"github.com/godbus/dbus/v5"
)

const method = "org.freedesktop.systemd1.Manager.RestartUnit"

func dropped(conn *dbus.Conn) {
	obj := conn.Object("org.freedesktop.systemd1", "/org/freedesktop/systemd1")
	obj.Call(method, 0, "unit", "replace") // want `unread-token: the dbus.Call of obj.Call is dropped`
}

func casual(obj dbus.BusObject) {
	obj.Call(method, dbus.FlagNoReplyExpected, "unit", "replace")
}

// What is only shown to the user may get lost.
func notified(obj dbus.BusObject) {
	obj.Call("org.freedesktop.Notifications.Notify", 0, "title")
}

func asked(obj dbus.BusObject) (job dbus.ObjectPath, err error) {
	err = obj.Call(method, 0, "unit", "replace").Store(&job)
	return job, err
}

func field(obj dbus.BusObject) error {
	call := obj.Call(method, 0, "unit", "replace")
	return call.Err
}

func later(obj dbus.BusObject) error {
	call := <-obj.Go(method, 0, make(chan *dbus.Call, 1), "unit", "replace").Done
	return call.Err
}

func delivered(obj dbus.BusObject, calls chan *dbus.Call) {
	obj.Go(method, 0, calls, "unit", "replace")
}
