// Package testsflag has loops in tests, which are reported if asked for.
package testsflag
