package claude
import ("testing";"zerotoai/widgets/paint";"zerotoai/widgets/theme";"zerotoai/widgets/ui/uitest";"zerotoai/engine/rlhf")
func BenchmarkTuneStep(b *testing.B){ f:=unleashed(); for b.Loop(){ if !f.cut.step(){ f.tuneAnew() } } }
func BenchmarkRawStep(b *testing.B){ f:=unleashed(); t:=rlhf.NewTuner(f.reference,f.reward,1); b.Log(len(f.reference.Units)); for b.Loop(){ t.Step() } }
func BenchmarkAccount(b *testing.B){ f:=unleashed(); t:=rlhf.NewTuner(f.reference,f.reward,1); for b.Loop(){ t.Account() } }
func BenchmarkTuneLayout(b *testing.B){ f:=unleashed(); w:=newTuning(f); c:=uitest.Context(b,&theme.Dark); for b.Loop(){ w.Layout(c,paint.Pt(720,1e6)) } }
func BenchmarkCounts(b *testing.B){ f:=unleashed(); t:=rlhf.NewTuner(f.reference,f.reward,1); for b.Loop(){ t.Counts() } }
func BenchmarkLearn(b *testing.B){ f:=unleashed(); for b.Loop(){ f.learn() } }
func BenchmarkBegin(b *testing.B){ f:=newFeedback(); for b.Loop(){ f.begin() } }
