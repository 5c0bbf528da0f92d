// Has the worker of the guide load the model of the page's file input and go
// on with a text, as the message start says, and returns what it tells, each
// with the time in milliseconds.
start => new Promise((done, fail) => {
  const heard = [];
  const job = zerotoai.job(head => {
    heard.push({ At: performance.now(), Head: head });
    if (!/^{"Is":"(Done|Failed|Refused)"/.test(head)) return;
    job.stop();
    done(heard);
  }, why => fail(new Error(why)));
  job.send(start, undefined, { 'model.safetensors': document.getElementById('model').files[0] });
})
