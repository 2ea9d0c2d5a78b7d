// Package tcell is a stub: signatures of github.com/gdamore/tcell/v2.
package tcell

type EventKey struct{ _ int }
