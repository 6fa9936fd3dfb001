// attempt: grows deeper with every look
// must: throw TypeError or reach DEPTH
const deep = () => new Proxy({}, {ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({value: 1, enumerable: true, configurable: true}), get: () => deep()}); mail.send(deep());
