// Package nilchannel waits for a channel that was never made.
package nilchannel

// Start prepares something, and returns when it is ready.
func Start(prepare func()) {
	ready := make(chan struct{})
	go func() {
		prepare()
		ready <- struct{}{}
	}()
	<-ready
}
