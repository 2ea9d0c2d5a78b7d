package goresult

import (
	"net"
	"net/http"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.Unheard, Probe: func(t *harm.Trial) {
	world.Hear(t, net.ErrClosed.Error())
	network := world.Net(t)
	network.Close()
	Start(new(http.Server), network)
}}
