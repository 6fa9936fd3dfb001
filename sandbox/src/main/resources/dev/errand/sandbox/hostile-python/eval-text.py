# attempt: run code from a text
# must: throw NameError
eval("mail.send('ESCAPED')")
