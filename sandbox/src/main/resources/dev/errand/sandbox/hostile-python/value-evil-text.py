# attempt: pass on a text that is another one
# must: complete "harmless"
class Evil(str):
    def __str__(self):
        return "ESCAPED"
    def isascii(self):
        return "ESCAPED"
mail.send(Evil("x"))
return user.ask("x")
