//go:build !unix

package world

import "github.com/asynclint/asynclint/test/witness/internal/harm"

// Zombies is what a process leaves that nobody has waited for: where there are
// none, no more than a failure that nobody has heard of.
const Zombies = Unheard

// CountZombies counts nothing.
func CountZombies(*harm.Trial) {}
