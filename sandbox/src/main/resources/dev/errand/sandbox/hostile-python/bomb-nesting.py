# attempt: pass on what is nested without end
# must: throw TypeError
x = []
for i in range(200):
    x = [x]
mail.send(x)
