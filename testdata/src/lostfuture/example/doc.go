// Package example holds the examples of the page about lostfuture.
package example
