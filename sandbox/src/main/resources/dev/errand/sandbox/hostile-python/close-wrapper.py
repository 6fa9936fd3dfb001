# attempt: close the function that the program is put into
# must: throw SyntaxError
x = 1
  """
mail.send("ESCAPED")
"""
return 1
