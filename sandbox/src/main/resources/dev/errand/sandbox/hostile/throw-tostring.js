// attempt: throws what cannot be made a text
// must: throw Error
throw {toString() { for (;;); }, get name() { throw this; }, message: {}};
