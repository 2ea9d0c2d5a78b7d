package tests

import (
	"context"
	"log"
	"os"
	"testing"
)

func save(ctx context.Context) { log.Print(os.Getenv("x"), ctx) }

func TestFile(t *testing.T) {
	f, _ := os.Open("x")
	defer f.Close() // want `deferred f.Close`
	go func() { f.Read(nil) }()
}
