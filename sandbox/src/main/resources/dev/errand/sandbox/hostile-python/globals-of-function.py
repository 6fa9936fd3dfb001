# attempt: reach the library through the globals of a function
# must: complete "nothing"
import json
inside = json.dumps.__globals__
os = inside["__builtins__"]["__import__"]("os", {"__name__": "json"})
try:
    return "ESCAPED " + open("/etc/hostname").read()
except NameError:
    pass
try:
    descriptor = os.open("/etc/hostname", os.O_RDONLY)
    return "ESCAPED " + str(os.read(descriptor, 100))
except OSError:
    return "nothing"
