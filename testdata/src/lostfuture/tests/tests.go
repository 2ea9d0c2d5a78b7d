// Package tests has a test file, which is looked at with -lostfuture.tests.
package tests
