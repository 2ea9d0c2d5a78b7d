// Package tests has its queue in a test.
package tests
