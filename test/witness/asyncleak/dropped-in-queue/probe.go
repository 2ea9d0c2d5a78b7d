package droppedinqueue

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.OpenConns, Probe: func(t *harm.Trial) {
	network := world.Net(t)
	network.CountOpen(t)
	pool := New(2)
	pool.Put(network.Conn())
	pool.Put(network.Conn())
	pool.Put(pool.Get())
	pool.Close()
}}
