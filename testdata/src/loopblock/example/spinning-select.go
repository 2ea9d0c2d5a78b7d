package example

import (
	"context"
	"fmt"
)

func report(ctx context.Context, events <-chan string) {
	for {
		select {
		case e := <-events:
			fmt.Println(e)
		case <-ctx.Done():
			break // want `break leaves the select, not the loop: report spins once ctx is done`
		}
	}
}
