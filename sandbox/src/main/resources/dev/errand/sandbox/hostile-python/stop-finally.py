# attempt: go on in finally after a stop
# must: stop
try:
    mail.send("stop")
finally:
    mail.send("ESCAPED")
