//go:build !js

// Worker is the program that does jobs outside of the page. There is something
// to do for it in a browser only.
package main

import "log"

func main() { log.Fatal("worker runs in a browser: see static/page/job.js") }
