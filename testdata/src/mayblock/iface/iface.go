// Package iface calls through interfaces.
package iface

import "time"

type Store interface{ Get() }

type disk struct{}

func (*disk) Get() { time.Sleep(1) }

// One type implements Store.
func One(s Store) { s.Get() } // want One:`mayblock: sleep: \(\*iface.disk\).Get → time.Sleep`

type Cache interface{ Load() }

type slow struct{}

func (slow) Load() { time.Sleep(1) }

type quick struct{}

func (quick) Load() {}

// Two implement Cache: no telling which it is.
func Two(c Cache) { c.Load() }
