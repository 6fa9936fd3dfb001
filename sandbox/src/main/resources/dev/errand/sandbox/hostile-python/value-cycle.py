# attempt: pass on what contains itself
# must: throw TypeError
x = {}
x["x"] = x
mail.send(x)
