// Package otel processes spans and log records of go.opentelemetry.io/otel.
package otel

import (
	"context"
	"net/http"
	"strings"
	"time"

	sdklog "go.opentelemetry.io/otel/sdk/log"
	"go.opentelemetry.io/otel/sdk/trace"
)

func post(ctx context.Context, text string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://example.org/telemetry", strings.NewReader(text))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A blocking processor makes everybody who ends a span wait.
type blocking struct{}

func (blocking) OnStart(context.Context, trace.ReadWriteSpan) {}

func (blocking) OnEnd(s trace.ReadOnlySpan) {
	_ = post(context.Background(), s.Name()) // want `callback-blocks: OnEnd blocks every goroutine starting/ending spans.*: calls post → \(\*http.Client\).Do; instead: queue like BatchSpanProcessor`
}

func (blocking) Shutdown(context.Context) error   { return nil }
func (blocking) ForceFlush(context.Context) error { return nil }

// A batched processor leaves that to the SDK's own, and exports.
func batched() *trace.TracerProvider {
	return trace.NewTracerProvider(trace.WithSpanProcessor(trace.NewBatchSpanProcessor(exporter{})))
}

// An exporter exists to talk to the network.
type exporter struct{}

func (exporter) ExportSpans(ctx context.Context, spans []trace.ReadOnlySpan) error {
	for _, s := range spans {
		if err := post(ctx, s.Name()); err != nil {
			return err
		}
	}
	return nil
}

func (exporter) Shutdown(context.Context) error { return nil }

// A blockingLog makes everybody who logs wait.
type blockingLog struct{}

func (blockingLog) Enabled(context.Context, sdklog.EnabledParameters) bool { return true }

func (blockingLog) OnEmit(ctx context.Context, r *sdklog.Record) error {
	return post(ctx, r.Body().String()) // want `callback-blocks: OnEmit blocks every goroutine emitting logs.*: calls post → \(\*http.Client\).Do; instead: queue like BatchProcessor`
}

func (blockingLog) Shutdown(context.Context) error   { return nil }
func (blockingLog) ForceFlush(context.Context) error { return nil }

// A queued one copies the record, which is reused.
type queued struct {
	records chan sdklog.Record
}

func (q queued) Enabled(context.Context, sdklog.EnabledParameters) bool { return true }

func (q queued) OnEmit(ctx context.Context, r *sdklog.Record) error {
	select {
	case q.records <- r.Clone():
	default: // dropped
	}
	return nil
}

func (q queued) Shutdown(ctx context.Context) error {
	for {
		select {
		case r := <-q.records:
			if err := post(ctx, r.Body().String()); err != nil {
				return err
			}
		default:
			return nil
		}
	}
}

func (q queued) ForceFlush(context.Context) error { return nil }

func logs() *sdklog.LoggerProvider {
	return sdklog.NewLoggerProvider(
		sdklog.WithProcessor(queued{records: make(chan sdklog.Record, 1000)}),
		sdklog.WithProcessor(sdklog.NewBatchProcessor(nil, sdklog.WithExportInterval(time.Second))),
	)
}
