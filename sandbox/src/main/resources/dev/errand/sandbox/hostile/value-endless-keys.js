// attempt: has more keys than fit
// must: reach OUTPUT
mail.send(new Proxy({}, {ownKeys: () => Array.from({length: 60000}, (_, i) => 'k' + i), getOwnPropertyDescriptor: () => ({value: 1, enumerable: true, configurable: true}), get: () => 1}));
