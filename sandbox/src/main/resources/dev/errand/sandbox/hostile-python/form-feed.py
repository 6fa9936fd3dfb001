# attempt: go back to the beginning of the line
# must: complete "harmless"
if False:
    pass

return user.ask("x")
