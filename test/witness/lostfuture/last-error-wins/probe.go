package lasterrorwins

import (
	"github.com/asynclint/asynclint/test/witness/internal/harm"
	"github.com/asynclint/asynclint/test/witness/internal/world"
)

var Witness = harm.Witness{Harm: world.Unheard, Probe: func(t *harm.Trial) {
	world.Hear(t, world.ErrDisk.Error())
	disk := world.Disk{Files: []string{"a", "b"}}
	// Between b's error and b's look at it, a turns out to be all right.
	bFailed, aThrough := make(chan struct{}), make(chan struct{})
	check := map[string]func() error{
		"a": func() error { <-bFailed; return nil },
		"b": func() error { return world.ErrDisk },
	}
	through := map[string]func(){
		"a": func() { close(aThrough) },
		"b": func() { close(bFailed); <-aThrough },
	}
	if err := Check(disk, ".", func(name string) error { return check[name]() }, func(name string) { through[name]() }); err != nil {
		panic(err)
	}
}}
