// attempt: throws a long message
// must: throw Error
throw new Error('x'.repeat(5000000));
