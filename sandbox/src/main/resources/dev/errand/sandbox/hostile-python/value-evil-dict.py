# attempt: answer differently when read again
# must: complete "harmless"
class Evil(dict):
    def items(self):
        mail.send("ESCAPED")
        return []
    def __iter__(self):
        mail.send("ESCAPED")
        return iter([])
mail.send(Evil(a=1))
return user.ask("x")
