// Package testsflag has callbacks in its tests.
package testsflag

import mqtt "github.com/eclipse/paho.mqtt.golang"

func subscribe(c mqtt.Client, h mqtt.MessageHandler) { c.Subscribe("a", 1, h) }
