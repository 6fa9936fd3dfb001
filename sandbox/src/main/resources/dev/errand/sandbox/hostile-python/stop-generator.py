# attempt: go on in a generator that is closed after a stop
# must: stop
def generate():
    try:
        yield 1
    finally:
        mail.send("ESCAPED")
for x in generate():
    mail.send("stop")
