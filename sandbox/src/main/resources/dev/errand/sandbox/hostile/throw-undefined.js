// attempt: throws undefined
// must: throw Error
throw undefined;
