# attempt: go on in a finalizer after a stop
# must: stop
class Late:
    def __del__(self):
        mail.send("ESCAPED")
late = Late()
del late
late = Late()
mail.send("stop")
