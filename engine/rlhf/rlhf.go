// Package rlhf is reinforcement learning from human feedback, small enough that
// nothing in it is estimated: a language model that answers in one sentence, a
// reward model that has learned from choices between two answers which of them
// people like, and the tuning of the one by the other.
//
//	reference := rlhf.Reference(random)
//	reward := rlhf.NewReward(reference.Units)
//	reward.Prefer(a, b) // a reader likes a better; and so on
//	reward.Learn(200)
//	tuner := rlhf.NewTuner(reference, reward, 1)
//	for range 200 {
//		tuner.Step()
//	}
//	fmt.Println(tuner.Account(), tuner.Policy.Write(random))
//
// The language model, called the policy π here, is a table of what comes after
// which word, learned by counting. The reward of an answer is the sum of a
// weight for each of its words; that a reader chooses a over b has the chance
// σ(r(a) − r(b)), by R. A. Bradley and M. E. Terry. Tuning makes the policy
// better at
//
//	E[r] − β · KL(π, reference)
//
// where KL, the mean of ln π − ln reference over what the policy writes, is a
// leash: how far it has gone from what it learned from text. With β = 0 it is
// cut. Then nothing holds the policy but a reward that was learned from good
// sentences only and knows nothing of others, and it writes what the reward
// likes best, which is no sentence any more.
//
// Sources: R. A. Bradley and M. E. Terry, Rank Analysis of Incomplete Block
// Designs, 1952; P. Christiano and others, Deep reinforcement learning from
// human preferences, 2017, arXiv:1706.03741; L. Ouyang and others, Training
// language models to follow instructions with human feedback, 2022,
// arXiv:2203.02155; L. Gao, J. Schulman and J. Hilton, Scaling Laws for Reward
// Model Overoptimization, 2022, arXiv:2210.10760; Y. Bai and others,
// Constitutional AI, 2022, arXiv:2212.08073.
package rlhf
