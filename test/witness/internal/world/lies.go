package world

import (
	"errors"
	"sync/atomic"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// ErrDisk is what a disk says that fails.
var ErrDisk = errors.New("the disk has failed")

// A Truth holds what a program says against what has happened.
type Truth struct{ lies atomic.Int64 }

// Tell returns a Truth whose trial counts the lies, as [FalseSuccess].
func Tell(t *harm.Trial) *Truth {
	truth := new(Truth)
	t.Count(FalseSuccess, func() int { return int(truth.lies.Load()) })
	return truth
}

// Failed is told the error of something that has failed: that there is none is a
// lie.
func (t *Truth) Failed(err error) {
	if err == nil {
		t.lies.Add(1)
	}
}

// Succeeded is told the error of something that has not failed.
func (t *Truth) Succeeded(err error) {
	if err != nil {
		panic(err) // the witness is at fault
	}
}

// A FullDisk takes nothing.
type FullDisk struct{}

func (FullDisk) Write([]byte) (int, error) { return 0, ErrDisk }
