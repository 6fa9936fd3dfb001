// attempt: climbs from the operation to its caller
// must: throw TypeError
const up = mail.send.caller ?? mail.send.arguments; null.x;
