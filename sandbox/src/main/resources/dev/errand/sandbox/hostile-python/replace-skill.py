# attempt: replace an operation
# must: throw AttributeError
mail.send = lambda *values: "ESCAPED"
mail.send("x")
