package growing

import (
	"container/heap"
	"sync"
	"time"
)

type job struct {
	at  time.Time
	run func()
}

type jobs []job

func (j jobs) Len() int           { return len(j) }
func (j jobs) Less(a, b int) bool { return j[a].at.Before(j[b].at) }
func (j jobs) Swap(a, b int)      { j[a], j[b] = j[b], j[a] }
func (j *jobs) Push(v any)        { *j = append(*j, v.(job)) }
func (j *jobs) Pop() any {
	last := (*j)[len(*j)-1]
	*j = (*j)[:len(*j)-1]
	return last
}

// A scheduler has a heap of what is to be done, in the order of time.
type scheduler struct {
	mu   sync.Mutex
	jobs jobs
}

func (s *scheduler) At(at time.Time, run func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	heap.Push(&s.jobs, job{at, run}) // want `At adds to s.jobs, and nothing limits how long it gets: it grows while its consumer is in j.run`
}

func (s *scheduler) start() { go s.loop() }

func (s *scheduler) loop() {
	for now := range time.Tick(time.Millisecond) {
		for j := s.due(now); j != nil; j = s.due(now) {
			j.run()
		}
	}
}

func (s *scheduler) due(now time.Time) *job {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.jobs.Len() == 0 || s.jobs[0].at.After(now) {
		return nil
	}
	j := heap.Pop(&s.jobs).(job)
	return &j
}

// A pointer to a heap is as good.
type pointed struct {
	mu   sync.Mutex
	jobs *jobs
}

func (p *pointed) put(j job) {
	p.mu.Lock()
	heap.Push(p.jobs, j) // want `put adds to p.jobs, and nothing limits how long it gets: it grows while its consumer is in j.run`
	p.mu.Unlock()
}

func (p *pointed) start() {
	go func() {
		for {
			p.mu.Lock()
			j := heap.Pop(p.jobs).(job)
			p.mu.Unlock()
			j.run()
		}
	}()
}

// A fullScheduler refuses what is too much.
type fullScheduler struct {
	mu   sync.Mutex
	jobs jobs
}

func (s *fullScheduler) At(at time.Time, run func()) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.jobs.Len() >= 1000 {
		return errFull
	}
	heap.Push(&s.jobs, job{at, run})
	return nil
}

func (s *fullScheduler) start() {
	go func() {
		for {
			s.mu.Lock()
			j := heap.Pop(&s.jobs).(job)
			s.mu.Unlock()
			j.run()
		}
	}()
}

// A droppingScheduler forgets what is due last.
type droppingScheduler struct {
	mu   sync.Mutex
	jobs jobs
}

func (s *droppingScheduler) At(at time.Time, run func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	heap.Push(&s.jobs, job{at, run})
	if len(s.jobs) > 1000 {
		heap.Remove(&s.jobs, len(s.jobs)-1)
	}
}

func (s *droppingScheduler) start() {
	go func() {
		for {
			s.mu.Lock()
			j := heap.Pop(&s.jobs).(job)
			s.mu.Unlock()
			j.run()
		}
	}()
}

// A waitingScheduler makes who adds wait for room.
type waitingScheduler struct {
	mu   sync.Mutex
	room *sync.Cond
	jobs jobs
	max  int
}

func (s *waitingScheduler) At(at time.Time, run func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.jobs.Len() >= s.max {
		s.room.Wait()
	}
	heap.Push(&s.jobs, job{at, run})
}

func (s *waitingScheduler) start() {
	go func() {
		for {
			s.mu.Lock()
			j := heap.Pop(&s.jobs).(job)
			s.room.Signal()
			s.mu.Unlock()
			j.run()
		}
	}()
}

// A keyed heap has each key once: it is bounded by the number of keys.
type keyed struct {
	mu     sync.Mutex
	byName map[string]time.Time
	jobs   jobs
}

func (k *keyed) touch(name string, run func()) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, ok := k.byName[name]; !ok {
		heap.Push(&k.jobs, job{time.Now(), run})
	}
	k.byName[name] = time.Now()
}

func (k *keyed) start() {
	go func() {
		for {
			k.mu.Lock()
			j := heap.Pop(&k.jobs).(job)
			k.mu.Unlock()
			j.run()
		}
	}()
}

// A loop of one's own: who pushes is who pops.
func own(in <-chan job) {
	go func() {
		var mu sync.Mutex
		var later jobs
		for {
			select {
			case j := <-in:
				mu.Lock()
				heap.Push(&later, j)
				mu.Unlock()
			case <-time.After(time.Second):
				heap.Pop(&later).(job).run()
			}
		}
	}()
}

// A quick one does nothing that waits with what is due.
type expiry struct {
	mu    sync.Mutex
	jobs  jobs
	count int
}

func (e *expiry) put(j job) {
	e.mu.Lock()
	defer e.mu.Unlock()
	heap.Push(&e.jobs, j)
}

func (e *expiry) start() {
	go func() {
		for range time.Tick(time.Second) {
			e.mu.Lock()
			for e.jobs.Len() > 0 {
				heap.Pop(&e.jobs)
				e.count++
			}
			e.mu.Unlock()
		}
	}()
}

// Its address goes elsewhere: who knows what is done with it.
type shown struct {
	mu   sync.Mutex
	jobs jobs
}

func (s *shown) put(j job) {
	s.mu.Lock()
	defer s.mu.Unlock()
	heap.Push(&s.jobs, j)
}

func (s *shown) start(limit func(*jobs)) {
	limit(&s.jobs)
	go func() {
		for {
			s.mu.Lock()
			j := heap.Pop(&s.jobs).(job)
			s.mu.Unlock()
			j.run()
		}
	}()
}
