// attempt: looks for the machine's clock
// must: complete [1772352000000,1772352000000,1772352000000,1772352000000,2026]
class Mine extends Date {}
const {constructor} = Object.getPrototypeOf(new Date(5));
return [Date.now(), +new constructor(), +new Mine(), +Reflect.construct(Date, []), new Date(Date()).getFullYear()];
