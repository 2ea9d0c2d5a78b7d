package example

import (
	"context"
	"fmt"
)

func reportOK(ctx context.Context, events <-chan string) {
	for {
		select {
		case e, ok := <-events:
			if !ok {
				return
			}
			fmt.Println(e)
		case <-ctx.Done():
			return
		}
	}
}
