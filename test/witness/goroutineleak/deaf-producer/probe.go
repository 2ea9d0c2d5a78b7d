package deafproducer

import (
	"context"
	"errors"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: harm.Hung, Probe: func(*harm.Trial) {
	names := []string{"a.wav", "b.wav", "c.wav"}
	Convert(context.Background(), names, func(context.Context, string) error { return nil })
	Convert(context.Background(), names, func(context.Context, string) error { return errors.New("no sound") })
}}
