//go:build !js

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/systeminfo"
	"github.com/chromedp/chromedp"
)

// resetPeaks makes the browser's page processes begin anew to note the most
// memory that they have had, and returns how much they have now, in kB.
func resetPeaks(ctx context.Context) (resident map[string]int, err error) {
	info, err := chromedp.CallBrowser(ctx, systeminfo.GetProcessInfo, cdp.Empty{})
	if err != nil {
		return nil, err
	}
	resident = map[string]int{}
	for _, p := range info.ProcessInfo {
		if p.Type != "renderer" {
			continue
		}
		dir := fmt.Sprintf("/proc/%v", p.ID)
		if err := os.WriteFile(filepath.Join(dir, "clear_refs"), []byte("5"), 0); err != nil {
			return nil, err
		}
		if resident[dir], err = kilobytes(dir, "VmRSS"); err != nil {
			return nil, err
		}
	}
	return resident, nil
}

// grown returns by how much a process has grown at most since resetPeaks, in MB.
func grown(resident map[string]int) (most float64, err error) {
	for dir, before := range resident {
		peak, err := kilobytes(dir, "VmHWM")
		if err != nil {
			return 0, err
		}
		most = max(most, float64(peak-before)*1024/1e6)
	}
	return most, nil
}

// kilobytes reads a line of what Linux says of a process.
func kilobytes(dir, name string) (int, error) {
	status, err := os.ReadFile(filepath.Join(dir, "status"))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), name+":")
	return strconv.Atoi(strings.Fields(rest + " no")[0])
}
