// Package notests has a test file, which is left alone.
package notests
