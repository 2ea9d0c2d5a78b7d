// Package testsflag has its queue in a test.
package testsflag
