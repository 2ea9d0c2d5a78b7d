// Package playwright is a stub: signatures of github.com/playwright-community/playwright-go.
package playwright

type Response interface {
	Body() ([]byte, error)
	Text() (string, error)
	URL() string
}

type Page interface {
	OnResponse(fn func(Response))
	URL() string
}
