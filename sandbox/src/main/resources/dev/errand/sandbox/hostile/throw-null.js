// attempt: throws null
// must: throw Error
throw null;
