// Package grpc extends clients and servers of google.golang.org/grpc.
package grpc

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net"
	"net/http"

	"google.golang.org/grpc"
	"google.golang.org/grpc/authz/audit"
	"google.golang.org/grpc/balancer"
	"google.golang.org/grpc/connectivity"
	"google.golang.org/grpc/resolver"
	"google.golang.org/grpc/stats"
	"google.golang.org/grpc/tap"
)

// An exporter counts calls, on the goroutines that they run on.
type exporter struct {
	url    string
	events chan stats.RPCStats
}

func (*exporter) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context   { return ctx }
func (*exporter) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }

func (e *exporter) HandleConn(_ context.Context, s stats.ConnStats) {
	resp, err := http.Post(e.url, "text/plain", bytes.NewBufferString("conn")) // want `callback-blocks: HandleConn blocks the RPC/connection setup path.*: calls http.Post; instead: copy to a channel/async exporter`
	if err != nil {
		log.Print(err)
		return
	}
	if err := resp.Body.Close(); err != nil {
		log.Print(err)
	}
}

func (e *exporter) HandleRPC(_ context.Context, s stats.RPCStats) {
	select {
	case e.events <- s:
	default:
	}
}

// A picker runs for every call.
type picker struct {
	conns map[string]balancer.SubConn
	names chan string
}

func (p *picker) Pick(balancer.PickInfo) (balancer.PickResult, error) {
	return balancer.PickResult{SubConn: p.conns[<-p.names]}, nil // want `callback-blocks: Pick blocks every RPC on the ClientConn.*: receives from p.names; instead: return balancer.ErrNoSubConnAvailable`
}

// An eager picker lets gRPC ask again when there is a new one.
type eager struct{ picker }

func (p *eager) Pick(balancer.PickInfo) (balancer.PickResult, error) {
	select {
	case name := <-p.names:
		return balancer.PickResult{SubConn: p.conns[name]}, nil
	default:
		return balancer.PickResult{}, balancer.ErrNoSubConnAvailable
	}
}

// A tap runs on the goroutine that reads the connection; interceptors have that of their call.
func server(db *sql.DB) *grpc.Server {
	return grpc.NewServer(
		grpc.InTapHandle(func(ctx context.Context, info *tap.Info) (context.Context, error) {
			var allowed bool
			return ctx, db.QueryRow("SELECT true FROM methods WHERE name = $1", info.FullMethodName).Scan(&allowed) // want `callback-blocks: the callback passed to grpc.InTapHandle blocks the per-connection I/O goroutine.*: calls \(\*sql.DB\).QueryRow; instead: use an interceptor for slow work`
		}),
		grpc.UnaryInterceptor(func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
			var allowed bool
			if err := db.QueryRowContext(ctx, "SELECT true FROM methods WHERE name = $1", info.FullMethod).Scan(&allowed); err != nil {
				return nil, err
			}
			return handler(ctx, req)
		}),
	)
}

// An auditor writes down who called what, on the path of every call.
type auditor struct{ db *sql.DB }

func (a auditor) Log(e *audit.Event) {
	if _, err := a.db.Exec("INSERT INTO calls VALUES ($1, $2)", e.Principal, e.FullMethodName); err != nil { // want `callback-blocks: Log blocks the RPC path of the authorization interceptor.*: calls \(\*sql.DB\).Exec; instead: queue the event`
		log.Print(err)
	}
}

// A queue of events is written by somebody else.
type queued struct{ events chan *audit.Event }

func (q queued) Log(e *audit.Event) {
	select {
	case q.events <- e:
	default:
	}
}

func (q queued) write(w *json.Encoder) error {
	for e := range q.events {
		if err := w.Encode(e); err != nil {
			return err
		}
	}
	return nil
}

// A host looks itself up whenever gRPC asks for it.
type host struct {
	name  string
	cc    resolver.ClientConn
	again chan struct{}
}

func (h *host) ResolveNow(resolver.ResolveNowOptions) {
	addrs, err := net.LookupHost(h.name) // want `callback-blocks: ResolveNow blocks whichever grpc goroutine asks for re-resolution.*: calls net.LookupHost; instead: goroutine that calls ClientConn.UpdateState`
	if err != nil {
		h.cc.ReportError(err)
		return
	}
	if err := h.cc.UpdateState(resolver.State{Addresses: []resolver.Address{{Addr: addrs[0]}}}); err != nil {
		log.Print(err)
	}
}

func (h *host) Close() {}

// A hinted host has a goroutine which does that.
type hinted struct{ host }

func (h *hinted) ResolveNow(resolver.ResolveNowOptions) {
	select {
	case h.again <- struct{}{}:
	default:
	}
}

// A listener of health must not register another one.
func watch(sc balancer.SubConn, states chan<- connectivity.State) {
	sc.RegisterHealthListener(func(s balancer.SubConnState) {
		if s.ConnectivityState == connectivity.Ready {
			sc.RegisterHealthListener(func(balancer.SubConnState) {}) // want `forbidden-call: .*RegisterHealthListener`
		}
	})
	sc.RegisterHealthListener(func(s balancer.SubConnState) {
		go sc.RegisterHealthListener(func(s balancer.SubConnState) { states <- s.ConnectivityState })
	})
}
