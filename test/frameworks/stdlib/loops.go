// Package stdlib hands functions to the standard library which it calls on
// goroutines that it needs for other things.
package stdlib

import (
	"context"
	"database/sql"
	"net"
	"net/http"
	"net/http/httptrace"
	"os"
	"os/exec"
	"runtime"
)

type tenantKey struct{}

// serve looks up whose address it is before the next connection is accepted.
func serve(l net.Listener, db *sql.DB) error {
	srv := &http.Server{
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			row := db.QueryRowContext(ctx, "SELECT tenant FROM addresses WHERE address = $1", c.RemoteAddr().String()) // want `callback-blocks: the callback http.Server.ConnContext blocks the http.Server accept loop.*: calls \(\*sql.DB\).QueryRowContext`
			var tenant string
			if row.Scan(&tenant) != nil {
				return ctx
			}
			return context.WithValue(ctx, tenantKey{}, tenant)
		},
	}
	return srv.Serve(l)
}

// serveLater keeps the address alone; the handler, which has a goroutine of its
// own, looks it up.
func serveLater(l net.Listener, db *sql.DB) error {
	srv := &http.Server{
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			return context.WithValue(ctx, tenantKey{}, c.RemoteAddr().String())
		},
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var tenant string
			err := db.QueryRowContext(r.Context(), "SELECT tenant FROM addresses WHERE address = $1", r.Context().Value(tenantKey{})).Scan(&tenant)
			if err != nil {
				http.Error(w, "who are you?", http.StatusForbidden)
			}
		}),
	}
	srv.RegisterOnShutdown(func() {
		if _, err := db.Exec("DELETE FROM sessions"); err != nil {
			http.DefaultClient.CloseIdleConnections()
		}
	})
	return srv.Serve(l)
}

// traced waits for a permit while the transport's read loop waits for it.
func traced(ctx context.Context, permits <-chan struct{}) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotFirstResponseByte: func() {
			<-permits // want `callback-blocks: the callback httptrace.ClientTrace.GotFirstResponseByte blocks the persistConn read loop goroutine of http.Transport.*: receives from permits`
		},
	})
}

// counted says that it happened, if somebody wants to know.
func counted(ctx context.Context, first chan<- struct{}) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotFirstResponseByte: func() {
			select {
			case first <- struct{}{}:
			default:
			}
		},
	})
}

// A mount is unmounted when nobody needs it any more.
type mount struct {
	dir string
}

func (m *mount) unmount() {
	_ = exec.Command("umount", m.dir).Run()
}

func finalized(dir string) *mount {
	m := &mount{dir: dir}
	runtime.SetFinalizer(m, func(m *mount) {
		m.unmount() // want `callback-blocks: the callback passed to runtime.SetFinalizer blocks the single finalizer goroutine of the process.*: calls \(\*mount\).unmount → \(\*exec.Cmd\).Run; instead: start a goroutine`
	})
	return m
}

func finalizedByMethod(dir string) *mount {
	m := &mount{dir: dir}
	runtime.SetFinalizer(m, (*mount).detach)
	return m
}

func (m *mount) detach() {
	_ = exec.Command("umount", "-l", m.dir).Run() // want `callback-blocks: detach blocks the single finalizer goroutine of the process.*: calls \(\*exec.Cmd\).Run`
}

func cleaned(dir string) *mount {
	m := &mount{dir: dir}
	runtime.AddCleanup(m, func(dir string) {
		_ = exec.Command("umount", dir).Run() // want `callback-blocks: the callback passed to runtime.AddCleanup blocks the shared cleanup goroutines.*: calls \(\*exec.Cmd\).Run`
	}, dir)
	return m
}

// cleanedAside does as the documentation says.
func cleanedAside(dir string) *mount {
	m := &mount{dir: dir}
	runtime.AddCleanup(m, func(dir string) {
		go func() {
			_ = exec.Command("umount", dir).Run()
		}()
	}, dir)
	return m
}

// cleanedFile does what is over at once.
func cleanedFile(f *os.File) *mount {
	m := &mount{dir: f.Name()}
	runtime.AddCleanup(m, func(f *os.File) { _ = f.Close() }, f)
	return m
}
