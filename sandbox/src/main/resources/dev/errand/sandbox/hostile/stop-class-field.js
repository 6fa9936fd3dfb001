// attempt: stops in an initialiser
// must: stop
class A { static x = mail.send('stop'); static { user.say('ESCAPED'); } }
