//asynclint-flags: -apimodel.inferred

package otel

import (
	"context"
	"database/sql"
	"sync/atomic"

	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/sdk/trace"
)

// observed makes all metrics wait for the database.
func observed(meter metric.Meter, db *sql.DB) error {
	_, err := meter.Int64ObservableGauge("jobs", metric.WithInt64Callback(func(ctx context.Context, o metric.Int64Observer) error {
		var n int64
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM jobs").Scan(&n); err != nil { // want `callback-blocks: the callback passed to metric.WithInt64Callback blocks the metric collection.*: calls \(\*sql.DB\).QueryRowContext; instead: return cached values`
			return err
		}
		o.Observe(n)
		return nil
	}))
	return err
}

// observedTogether does the same for two of them.
func observedTogether(meter metric.Meter, db *sql.DB, jobs, workers metric.Int64Observable) error {
	_, err := meter.RegisterCallback(func(ctx context.Context, o metric.Observer) error {
		return db.PingContext(ctx) // want `callback-blocks: the callback passed to metric.Meter.RegisterCallback blocks the metric collection.*: calls \(\*sql.DB\).PingContext`
	}, jobs, workers)
	return err
}

// cached observes what another goroutine has counted.
func cached(meter metric.Meter, jobs *atomic.Int64) error {
	_, err := meter.Int64ObservableGauge("jobs", metric.WithInt64Callback(func(_ context.Context, o metric.Int64Observer) error {
		o.Observe(jobs.Load())
		return nil
	}))
	return err
}

// A sampler asks somebody else for each span.
type sampler struct{}

func (sampler) ShouldSample(p trace.SamplingParameters) trace.SamplingResult {
	if post(p.ParentContext, p.Name) != nil { // want `callback-blocks: ShouldSample blocks every goroutine starting/ending spans.*: calls post`
		return trace.SamplingResult{Decision: trace.Drop}
	}
	return trace.SamplingResult{Decision: trace.RecordAndSample}
}

func (sampler) Description() string { return "asks" }
