# attempt: go on after a stop
# must: stop
try:
    mail.send("stop")
except BaseException:
    mail.send("ESCAPED")
