# attempt: import a module that is not on the list
# must: throw ImportError
import subprocess
mail.send("ESCAPED")
