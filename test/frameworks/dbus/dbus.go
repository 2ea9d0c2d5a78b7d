// Package dbus calls over D-Bus with github.com/godbus/dbus.
package dbus

import (
	"github.com/godbus/dbus/v5"
)

const method = "org.freedesktop.Notifications.Notify"

func dropped(conn *dbus.Conn) {
	obj := conn.Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
	obj.Call(method, 0, "title") // want `unread-token: the dbus.Call of obj.Call is dropped`
}

func casual(obj dbus.BusObject) {
	obj.Call(method, dbus.FlagNoReplyExpected, "title")
}

func asked(obj dbus.BusObject) (id uint32, err error) {
	err = obj.Call(method, 0, "title").Store(&id)
	return id, err
}

func field(obj dbus.BusObject) error {
	call := obj.Call(method, 0, "title")
	return call.Err
}

func later(obj dbus.BusObject) error {
	call := <-obj.Go(method, 0, make(chan *dbus.Call, 1), "title").Done
	return call.Err
}

func delivered(obj dbus.BusObject, calls chan *dbus.Call) {
	obj.Go(method, 0, calls, "title")
}
