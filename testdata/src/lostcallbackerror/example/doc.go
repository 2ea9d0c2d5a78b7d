// Package example has what the documentation shows: one file for each category,
// and one with what to write instead.
package example
