//go:build unix

package world

import (
	"errors"
	"syscall"

	"github.com/asynclint/asynclint/test/witness/internal/harm"
)

// Zombies is the counter of processes that have ended and that nobody has
// waited for.
const Zombies = "zombies"

// CountZombies makes the trial count those that it leaves. It waits for the
// children that still run.
func CountZombies(t *harm.Trial) {
	t.Count(Zombies, func() int {
		for n := 0; ; {
			// What can still be waited for is what nobody has waited for.
			_, err := syscall.Wait4(-1, nil, 0, nil)
			switch {
			case err == nil:
				n++
			case !errors.Is(err, syscall.EINTR):
				return n
			}
		}
	})
}
