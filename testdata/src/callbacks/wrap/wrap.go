// Package wrap gets effects from another package, and loops from the model.
package wrap

import (
	"callbacks/effects"

	mqtt "github.com/eclipse/paho.mqtt.golang"
)

func Call(f func()) { effects.Call(f) } // want Call:"callbacks: 0 sync"

func Go(f func()) { effects.InGo(func() { f() }) } // want Go:"callbacks: 0 async"

func Method(s *effects.Server, f func()) { s.Handle(f) } // want Method:"callbacks: 1 stored"

func Submit(p effects.Pool, f func()) { p.Submit("", f) } // want Submit:"callbacks: 1 async"

func Subscribe(c mqtt.Client, f func()) { // want Subscribe:"callbacks: 1 loop of mqtt.Client.Subscribe"
	c.Subscribe("a", 0, func(mqtt.Client, mqtt.Message) { f() })
}

func Nested(c mqtt.Client, f func()) { // want Nested:"callbacks: 1 loop of mqtt.Client.Subscribe"
	Subscribe(c, func() { effects.Call(f) })
}

func Connect(o *mqtt.ClientOptions, f func()) { // want Connect:"callbacks: 1 async"
	o.SetOnConnectHandler(func(mqtt.Client) { f() })
}

func Event(f func()) { effects.On(f) } // want Event:"callbacks: 0 loop of effects.Event"

func Dispatch(f func()) { effects.Dispatch(nil, "", f, nil) } // want Dispatch:"callbacks: 0 loop of effects.Dispatch"

func Route(r effects.Router, f func()) { r.Route("", func() { f() }, nil) } // want Route:"callbacks: 1 loop of effects.Route"
