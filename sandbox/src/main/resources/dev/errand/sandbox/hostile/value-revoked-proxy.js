// attempt: passes a revoked proxy
// must: throw TypeError
const {proxy, revoke} = Proxy.revocable({}, {}); revoke(); mail.send(proxy);
