package goresult

import (
	"bytes"
	"log"
	"net"
	"net/http"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: "unheard failures", Probe: func(t *harm.Trial) {
	var heard bytes.Buffer
	log.SetOutput(&heard)
	t.Count("unheard failures", func() int { return 1 - bytes.Count(heard.Bytes(), []byte(net.ErrClosed.Error())) })
	network := world.Net(t)
	network.Close()
	Start(new(http.Server), network)
}}
