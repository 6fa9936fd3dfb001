// attempt: passes half a character
// must: complete null
return mail.send('\ud800', {'\udfff': 1});
