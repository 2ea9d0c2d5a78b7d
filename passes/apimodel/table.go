package apimodel

import (
	"iter"
	"slices"
)

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
	if a.Recv != b.Recv {
		if a.Recv < b.Recv {
			return -1
		}
		return 1
	}
	if a.Name != b.Name {
		if a.Name < b.Name {
			return -1
		}
		return 1
	}
	return 0
}
