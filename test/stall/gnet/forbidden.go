package gnet

import (
	"context"

	"github.com/panjf2000/gnet/v2"
)

// forbidden stops the server when a client asks for it, and waits for that on
// the loop that is to stop.
type forbidden struct {
	engine
	eng         gnet.Engine
	ctx         context.Context
	begin, done func()
}

func (s *forbidden) OnBoot(eng gnet.Engine) gnet.Action {
	s.eng = eng
	return s.engine.OnBoot(eng)
}

func (s *forbidden) OnTraffic(gnet.Conn) gnet.Action {
	s.begin()
	_ = s.eng.Stop(s.ctx) // want `loopdeadlock/forbidden-call: .*Engine.Stop in .*OnTraffic waits in vain`
	s.done()
	return gnet.None
}

// permitted tells gnet to stop, which then does.
type permitted struct{ forbidden }

func (s *permitted) OnTraffic(gnet.Conn) gnet.Action {
	s.begin()
	return gnet.Shutdown
}

func (s *permitted) OnShutdown(gnet.Engine) { s.done() }
