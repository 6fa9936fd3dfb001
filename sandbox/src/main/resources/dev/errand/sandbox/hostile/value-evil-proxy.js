// attempt: throws from every trap
// must: throw Error
mail.send(new Proxy({}, new Proxy({}, {get(_, trap) { throw new Error('trap ' + trap); }})));
