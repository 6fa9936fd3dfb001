// attempt: throws many errors at once
// must: throw AggregateError
await Promise.any([Promise.reject(1), Promise.reject(2)]);
