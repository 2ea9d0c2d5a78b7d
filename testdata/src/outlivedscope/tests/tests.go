// Package tests has tests that are looked into if the flag says so.
package tests
