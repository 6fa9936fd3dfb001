// attempt: grows deeper with every look
// must: throw TypeError or reach DEPTH
const deep = () => new Proxy({}, {ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({value: deep(), enumerable: true, configurable: true})}); mail.send(deep());
