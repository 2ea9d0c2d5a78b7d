// Package network is a stub: signatures of github.com/libp2p/go-libp2p/core/network.
package network

type Conn interface{ ID() string }

type Notifiee interface {
	Connected(Network, Conn)
	Disconnected(Network, Conn)
}

type NotifyBundle struct {
	ConnectedF    func(Network, Conn)
	DisconnectedF func(Network, Conn)
}

func (nb *NotifyBundle) Connected(n Network, c Conn)    {}
func (nb *NotifyBundle) Disconnected(n Network, c Conn) {}

type Dialer interface {
	Notify(Notifiee)
	StopNotify(Notifiee)
}

type Network interface{ Dialer }
