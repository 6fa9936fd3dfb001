# attempt: survive a stop by catching again and again
# must: stop
while True:
    try:
        mail.send("stop")
    except BaseException:
        mail.send("ESCAPED")
