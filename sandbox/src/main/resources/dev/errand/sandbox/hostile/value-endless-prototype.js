// attempt: answers for ever with a new prototype
// must: complete null
const endless = () => new Proxy({}, {getPrototypeOf: endless});
return mail.send(endless());
