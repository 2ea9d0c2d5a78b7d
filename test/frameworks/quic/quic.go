// Package quic serves QUIC connections with github.com/quic-go/quic-go.
package quic

import (
	"context"
	"io"
	"log"
	"net/http"

	"github.com/quic-go/quic-go"
)

// A limiter runs on the event loop of the connection, in the middle of sending.
func limited(stream *quic.SendStream, data []byte, credit <-chan int) (int, error) {
	return stream.WriteWithLimit(data, func(maxBytes int) int {
		return min(<-credit, maxBytes) // want `callback-blocks: the callback passed to quic.SendStream.WriteWithLimit blocks the QUIC connection event loop.*: receives from credit; instead: signal another goroutine`
	})
}

func polled(stream *quic.SendStream, data []byte, credit <-chan int) (int, error) {
	return stream.WriteWithLimit(data, func(maxBytes int) int {
		select {
		case n := <-credit:
			return min(n, maxBytes)
		default:
			return 0
		}
	})
}

func sized(stream *quic.ReceiveStream, url string, sizes chan<- int64) {
	stream.SetReceiveFinalSizeCallback(func(size int64) {
		resp, err := http.Head(url) // want `callback-blocks: the callback passed to quic.ReceiveStream.SetReceiveFinalSizeCallback blocks the QUIC connection event loop.*: calls http.Head`
		if err != nil {
			log.Print(size, err)
			return
		}
		if err := resp.Body.Close(); err != nil {
			log.Print(err)
		}
	})
	stream.SetReceiveFinalSizeCallback(func(size int64) {
		go func() { sizes <- size }()
	})
}

func config() *quic.Config {
	return &quic.Config{
		AllowConnectionWindowIncrease: func(conn *quic.Conn, delta uint64) bool {
			if delta > 1<<20 {
				if err := conn.CloseWithError(1, "too much"); err != nil { // want `forbidden-call: .*CloseWithError`
					log.Print(err)
				}
			}
			return delta <= 1<<20
		},
	}
}

func serve(ctx context.Context, listener *quic.Listener) error {
	for {
		conn, err := listener.Accept(ctx)
		if err != nil {
			return err
		}
		go func() {
			stream, err := conn.AcceptStream(ctx)
			if err != nil {
				log.Print(err)
				return
			}
			if _, err := io.Copy(stream, stream); err != nil {
				log.Print(err)
			}
		}()
	}
}
