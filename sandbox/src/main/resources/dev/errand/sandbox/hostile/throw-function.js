// attempt: throws a function
// must: throw Error
throw mail.send;
