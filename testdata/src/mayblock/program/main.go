// Program has no importers, and no facts.
package main

import "time"

func main() { Sleep() }

func Sleep() { time.Sleep(1) }
