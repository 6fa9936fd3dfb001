// attempt: says something new of itself for ever
// must: throw TypeError or reach DEPTH
const f = () => ({toJSON: () => ({inner: f()})}); mail.send(f());
