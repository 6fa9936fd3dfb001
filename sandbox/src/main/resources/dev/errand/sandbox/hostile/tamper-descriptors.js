// attempt: pollutes property descriptors
// must: complete "opened /0/body"
Object.prototype.get = () => 'forged';
const [found] = mail.search('x');
delete Object.prototype.get;
return found.body;
