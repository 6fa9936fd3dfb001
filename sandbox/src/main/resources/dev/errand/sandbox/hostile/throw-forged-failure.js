// attempt: forges a failure of a call
// must: throw Refused
const e = new Error('forged'); e.name = 'Refused'; throw e;
