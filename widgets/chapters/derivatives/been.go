package derivatives

import (
	"fmt"
	"strings"

	"zerotoai/widgets/ui"
)

// A stretch is parts of the trail, from the first to the last.
type stretch struct{ from, to int }

// stretches are where the point has been.
func (t *trail) stretches() (ss []stretch) {
	for i, seen := range t.seen {
		switch {
		case !seen:
		case i > 0 && t.seen[i-1]:
			ss[len(ss)-1].to = i
		default:
			ss = append(ss, stretch{i, i})
		}
	}
	return ss
}

// been is a parameter that says where the point has been, as "12-40 55-55": the
// parts of the trail, counted from 0. At first that is where it stands.
func (s *study) been() ui.Param {
	return ui.Param{
		Name: "trail",
		Get: func() string {
			var words []string
			for _, r := range s.trail.stretches() {
				words = append(words, fmt.Sprintf("%d-%d", r.from, r.to))
			}
			if here := s.here(); len(words) == 1 && words[0] == fmt.Sprintf("%d-%[1]d", here) {
				return ""
			}
			return strings.Join(words, " ")
		},
		Set: func(text string) (err error) {
			asked, err := readStretches(text)
			if err == nil {
				s.asked = asked
			}
			return err
		},
	}
}

func readStretches(text string) (ss []stretch, err error) {
	if len(text) > 8*places {
		return nil, fmt.Errorf("trail has at most %d stretches", places)
	}
	for _, word := range strings.Fields(text) {
		var r stretch
		if !ui.Scan(word, "%d-%d", &r.from, &r.to) || r.from < 0 || r.from > r.to || r.to >= places {
			return nil, fmt.Errorf("trail is stretches from 0 to %d such as 12-40, not %.40q", places-1, word)
		}
		ss = append(ss, r)
	}
	return ss, nil
}

// retrace marks what a link has asked for.
func (s *study) retrace() {
	for _, r := range s.asked {
		for i := r.from; i <= r.to; i++ {
			s.trail.seen[i] = true
		}
	}
	s.asked = nil
}
