// attempt: closes the function it is put in
// must: throw SyntaxError
}); user.say('ESCAPED'); (function () {
