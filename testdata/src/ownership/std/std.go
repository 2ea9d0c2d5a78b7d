// Package std imports what the test asks about.
package std

import (
	_ "bufio"
	_ "context"
	_ "io"
	_ "net"
	_ "net/http"
	_ "os"
	_ "sync"
)
