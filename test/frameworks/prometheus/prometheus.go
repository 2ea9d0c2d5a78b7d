//asynclint-flags: -apimodel.inferred

// Package prometheus collects metrics for github.com/prometheus/client_golang.
package prometheus

import (
	"database/sql"

	"github.com/prometheus/client_golang/prometheus"
)

// A collector asks the database while it is scraped, which is what exporters
// do; what it does not do is ask for its own description.
type collector struct {
	db   *sql.DB
	size *prometheus.Desc
}

func (c *collector) Describe(ch chan<- *prometheus.Desc) { ch <- c.size }

func (c *collector) Collect(ch chan<- prometheus.Metric) {
	var n float64
	if c.db.QueryRow("SELECT count(*) FROM jobs").Scan(&n) == nil {
		ch <- prometheus.MustNewConstMetric(c.size, prometheus.GaugeValue, n)
	}
}

// A describer asks for the tables while the registry is locked.
type describer struct {
	collector
}

func (d *describer) Describe(ch chan<- *prometheus.Desc) {
	rows, err := d.db.Query("SELECT name FROM tables") // want `callback-blocks: Describe blocks the registration.*: calls \(\*sql.DB\).Query; instead: cache in a background goroutine`
	if err != nil {
		return
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return
		}
		ch <- prometheus.NewDesc(name, "rows of the table", nil, nil)
	}
	if rows.Err() == nil {
		ch <- d.size
	}
}

func (d *describer) Collect(ch chan<- prometheus.Metric) { d.collector.Collect(ch) }

func gauge(db *sql.DB) prometheus.GaugeFunc {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "jobs"}, func() (n float64) {
		if db.QueryRow("SELECT count(*) FROM jobs").Scan(&n) != nil {
			return -1
		}
		return n
	})
}
