// Package example holds what the page of the rule shows.
package example
