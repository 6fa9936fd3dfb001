# attempt: import classes of Java
# must: complete "nothing"
import json
try:
    java = json.dumps.__globals__["__builtins__"]["__import__"]("java", {"__name__": "json"})
    return "ESCAPED " + str(java.type("java.lang.System").getProperty("user.home"))
except BaseException:
    return "nothing"
