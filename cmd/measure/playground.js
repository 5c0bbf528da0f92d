// What TensorFlow Playground does with its network in an epoch, for some
// milliseconds: playground is its nn.ts, points are [x, y, label]. It returns how
// many examples it learned from in a second, and its loss before and after.
function trainPlayground(points, milliseconds) {
  const { Activations, Errors, buildNetwork, forwardProp, backProp, updateWeights } = playground;
  const tanh = Activations.TANH, batch = 10, rate = 0.03;
  const net = buildNetwork([2, 4, 2, 1], tanh, tanh, null, ['x', 'y']);
  const examples = points.map(([x, y, label]) => ({ inputs: [x, y], label }));
  const loss = () => examples.reduce((sum, e) => sum + Errors.SQUARE.error(forwardProp(net, e.inputs), e.label), 0) / examples.length;
  const epoch = () => examples.forEach((e, i) => {
    forwardProp(net, e.inputs);
    backProp(net, e.label, Errors.SQUARE);
    if ((i + 1) % batch === 0) updateWeights(net, rate, 0);
  });
  const before = loss(), warm = performance.now() + milliseconds;
  while (performance.now() < warm) epoch(); // until it has been compiled well
  const start = performance.now();
  let epochs = 0, now = start;
  for (; now < start + milliseconds; now = performance.now()) { epoch(); epochs++; }
  return { rate: epochs * examples.length * 1000 / (now - start), before, after: loss() };
}
