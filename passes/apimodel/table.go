package apimodel

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"
)

// tables holds the tables that a model was asked for. Each is made when it is
// asked for first; most packages have none.
type tables struct {
	mu        sync.Mutex
	blocking  map[string][]Blocking
	callbacks map[string][]Callback
	spawners  map[string][]Spawner
	negatives map[string][]Negative
	resources map[string][]Resource
	releases  map[string][]Release
	errors    map[string][]ErrorAPI
}

func (m *Model) blockingIn(path string) []Blocking {
	return table(&m.tables.mu, &m.tables.blocking, path, blockingIn)
}

func (m *Model) callbacksIn(path string) []Callback {
	return table(&m.tables.mu, &m.tables.callbacks, path, callbacksIn)
}

func (m *Model) spawnersIn(path string) []Spawner {
	return table(&m.tables.mu, &m.tables.spawners, path, spawnersIn)
}

func (m *Model) negativesIn(path string) []Negative {
	return table(&m.tables.mu, &m.tables.negatives, path, negativesIn)
}

func (m *Model) resourcesIn(path string) []Resource {
	return table(&m.tables.mu, &m.tables.resources, path, resourcesIn)
}

func (m *Model) releasesIn(path string) []Release {
	return table(&m.tables.mu, &m.tables.releases, path, releasesIn)
}

func (m *Model) errorAPIsIn(path string) []ErrorAPI {
	return table(&m.tables.mu, &m.tables.errors, path, errorsIn)
}

// table returns the rows of a package, always the same ones.
func table[R any](mu *sync.Mutex, made *map[string][]R, path string, load func(string) []R) []R {
	mu.Lock()
	defer mu.Unlock()
	rows, ok := (*made)[path]
	if !ok {
		if *made == nil {
			*made = make(map[string][]R)
		}
		rows = load(path)
		(*made)[path] = rows
	}
	return rows
}

// named is implemented by every row, through its embedded Symbol.
type named interface{ symbol() Symbol }

func (s Symbol) symbol() Symbol { return s }

// matching yields the rows of table, the rows of one package sorted by
// receiver and name, that stand for s.
func matching[R any, P interface {
	*R
	named
}](table []R, s Symbol) iter.Seq[*R] {
	return func(yield func(*R) bool) {
		i, _ := slices.BinarySearchFunc(table, s, func(row R, s Symbol) int {
			return compareInPackage(P(&row).symbol(), s)
		})
		for ; i < len(table); i++ {
			if P(&table[i]).symbol() != s || !yield(&table[i]) {
				return
			}
		}
	}
}

// find returns the first row of table that stands for s, nil if none does.
func find[R any, P interface {
	*R
	named
}](table []R, s Symbol) *R {
	for row := range matching[R, P](table, s) {
		return row
	}
	return nil
}

func compareInPackage(a, b Symbol) int {
	return cmp.Or(strings.Compare(a.Recv, b.Recv), strings.Compare(a.Name, b.Name))
}
