// Package forbiddenbrowser has callbacks of browsers and of their scripts.
package forbiddenbrowser

import (
	"context"

	"github.com/chromedp/chromedp"
	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/eventloop"
	"github.com/pion/webrtc/v4"
	"github.com/playwright-community/playwright-go"
)

func listen(ctx context.Context, urls chan<- any) error {
	if err := chromedp.Listen(ctx, func(ev any) {
		if _, err := chromedp.Run(ctx, chromedp.Navigate("about:blank")); err != nil { // want `chromedp.Run in the callback passed to chromedp.Listen never returns: the goroutine that would receive the browser's answer is running this callback; instead: go func\(\){ chromedp.Run\(ctx, ...\) }\(\)`
			return
		}
	}); err != nil {
		return err
	}
	return chromedp.Listen(ctx, func(ev any) {
		go func() {
			_ = chromedp.Do(ctx, chromedp.Navigate("about:blank"))
		}()
		urls <- ev
	})
}

func record(page playwright.Page, bodies chan<- []byte) {
	page.OnResponse(func(r playwright.Response) {
		body, err := r.Body() // want `playwright.Response.Body in the callback passed to playwright.Page.OnResponse never returns: the goroutine that would receive the reply is running this callback`
		if err == nil {
			bodies <- body
		}
	})
	page.OnResponse(func(r playwright.Response) {
		if r.URL() != page.URL() {
			return
		}
		go func() {
			if body, err := r.Body(); err == nil {
				bodies <- body
			}
		}()
	})
}

func watch(pc *webrtc.PeerConnection) {
	pc.OnICEConnectionStateChange(func(state webrtc.ICEConnectionState) {
		if state == webrtc.ICEConnectionStateFailed {
			_ = pc.GracefulClose() // want `webrtc.PeerConnection.GracefulClose in the callback passed to webrtc.PeerConnection.OnICEConnectionStateChange never returns: it waits for the goroutine that is running this callback; instead: go func\(\){ pc.GracefulClose\(\) }\(\)`
		}
	})
}

type session struct{ in, out *webrtc.PeerConnection }

// The other end of a relay.
func (s *session) watch() {
	s.in.OnICEConnectionStateChange(func(state webrtc.ICEConnectionState) {
		if state == webrtc.ICEConnectionStateFailed {
			_ = s.out.GracefulClose()
			_ = s.in.Close()
			go s.in.GracefulClose()
		}
	})
}

func script(f func(*goja.Runtime) bool) {
	loop := eventloop.NewEventLoop()
	loop.RunOnLoop(func(r *goja.Runtime) {
		if f(r) {
			loop.Stop() // want `eventloop.EventLoop.Stop in the callback passed to eventloop.EventLoop.RunOnLoop never returns: the loop, which would have to end, is running this callback`
		}
	})
	loop.RunOnLoop(func(r *goja.Runtime) { loop.StopNoWait() })
	loop.Stop()
}
