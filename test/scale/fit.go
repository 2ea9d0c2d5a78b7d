package main

import (
	"math"
	"time"
)

// exponent returns the e for which times grow as sizes to the power of e, by the
// least squares of their logarithms. It is NaN if a time is not positive.
func exponent(sizes []int, times []time.Duration) float64 {
	var sx, sy, sxx, sxy float64
	for i, size := range sizes {
		x, y := math.Log(float64(size)), math.Log(float64(times[i]))
		if times[i] <= 0 {
			return math.NaN()
		}
		sx, sy, sxx, sxy = sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	n := float64(len(sizes))
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}
