# attempt: go on in a context manager after a stop
# must: stop
class Manager:
    def __enter__(self):
        return self
    def __exit__(self, *error):
        mail.send("ESCAPED")
        return True
with Manager():
    mail.send("stop")
