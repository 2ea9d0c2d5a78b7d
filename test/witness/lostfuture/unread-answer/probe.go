package unreadanswer

import (
	"sync/atomic"
	"time"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

var Witness = harm.Witness{Harm: "tasks that never ran", Probe: func(t *harm.Trial) {
	tasks := make([]func() error, 5)
	var ran atomic.Int64
	t.Count("tasks that never ran", func() int { return len(tasks) - int(ran.Load()) })
	for i := range tasks {
		tasks[i] = func() error {
			time.Sleep(harm.Tick)
			ran.Add(1)
			return nil
		}
	}
	if err := Run(tasks, 2); err != nil {
		panic(err)
	}
}}
