// Package nearest finds the name that somebody meant who wrote another one.
package nearest

// Name returns the name that differs least from the one that was given, ""
// if none is near enough to be meant: one that shares nothing with it is not.
func Name(given string, names []string) string {
	best, bound := "", max(1, len(given)/3)+1
	for _, name := range names {
		if d := distance(given, name); d < min(bound, len(given)) {
			best, bound = name, d
		}
	}
	return best
}

// distance is the number of bytes to insert, delete or replace to get from a
// to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
