// Package wrap gets effects from another package.
package wrap

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"

	"ownership/effects"
)

func Close(f *os.File) { effects.DeferClose(f) } // want Close:"ownership: 0 releases$"

func Keep(c net.Conn) { effects.Global(c) } // want Keep:"ownership: 0 keeps$"

func Read(f *os.File) { effects.Read(f) } // want Read:"ownership: 0 borrows$"

func Serve(c *effects.Conn) { c.Serve() } // want Serve:"ownership: 0 releases$"

func Use(c *effects.Conn) { c.Use() } // want Use:"ownership: 0 borrows$"

func Unknown(c net.Conn) { effects.Dynamic(c, nil) }

func Open(name string) (io.ReadCloser, error) { return effects.Checked(name) } // want Open:"ownership: returns 0 file Close$"

func Get(url string) (*http.Response, error) { // want Get:"ownership: returns 0 http-body Body.Close$"
	resp, err := effects.Get(context.Background(), url)
	return resp, err
}

func Generic(f *os.File) { effects.Generic(f) } // want Generic:"ownership: 0 releases$"
