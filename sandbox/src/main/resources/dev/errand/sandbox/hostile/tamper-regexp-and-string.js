// attempt: replaces what texts are made of
// must: complete [null]
String.prototype.toWellFormed = () => 'forged';
String.prototype.slice = () => 'forged';
RegExp.prototype.toString = () => 'forged';
return [mail.send('x', {text: 'real'})];
