// attempt: throws a revoked proxy
// must: throw Error
const {proxy, revoke} = Proxy.revocable({}, {}); revoke(); throw proxy;
