# attempt: evaluate code of another language
# must: complete "nothing"
import json
try:
    polyglot = json.dumps.__globals__["__builtins__"]["__import__"]("polyglot", {"__name__": "json"})
    return "ESCAPED " + str(polyglot.eval(language="js", string="1"))
except BaseException:
    return "nothing"
