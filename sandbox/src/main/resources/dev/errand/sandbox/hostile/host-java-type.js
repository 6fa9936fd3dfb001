// attempt: asks for a host class by name
// must: throw ReferenceError
Java.type('java.lang.System').exit(1); user.say('ESCAPED');
