// Site writes the guide as a folder of files, ready for any web server and for
// a double click on its index.html.
//
//	go run ./cmd/site -out dist
//	go run ./cmd/site -out dist -serve 127.0.0.1:8080
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"

	"zerotoai/cmd/site/edition"
	"zerotoai/cmd/site/site"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "dist", "the `folder` to write")
	base := flag.String("base", "/", "the `path` under which the site will be found; only 404.html needs it")
	program := flag.String("program", "", "a `file` with the compiled cmd/guide; without it, that is compiled, too")
	serve := flag.String("serve", "", "then serve the folder at this `address` of this machine, such as 127.0.0.1:8080")
	flag.Parse()
	if err := build(*out, *base, *program); err != nil {
		log.Fatal(err)
	}
	if *serve != "" {
		log.Fatal(show(*out, *serve))
	}
}

func build(out, base, program string) error {
	s, err := edition.New()
	if err != nil {
		return err
	}
	s.Base = base
	if err := compile(s, program); err != nil {
		return err
	}
	return s.Build(out)
}

// compile gives s its programs; that of the page may have been compiled before.
func compile(s *site.Site, program string) (err error) {
	if program == "" {
		return edition.Compile(s)
	}
	if s.Wasm, err = os.ReadFile(program); err == nil {
		s.Worker, err = edition.Worker()
	}
	return err
}

// show serves the folder to this machine alone.
func show(dir, address string) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	if ip := l.Addr().(*net.TCPAddr).IP; !ip.IsLoopback() {
		l.Close()
		return fmt.Errorf("%s can be reached from other machines: use 127.0.0.1 and a port", address)
	}
	fmt.Printf("http://%s/\nhttp://%s%s as on GitHub Pages\n", l.Addr(), l.Addr(), site.SubPath)
	return http.Serve(l, site.Handler(dir))
}
