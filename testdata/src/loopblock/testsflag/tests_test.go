package testsflag

import (
	"testing"
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
)

func TestSlow(t *testing.T) {
	subscribe(nil, func(mqtt.Client, mqtt.Message) { time.Sleep(time.Second) }) // want `calls time.Sleep`
}
