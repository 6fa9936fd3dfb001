# attempt: start a process with the module os
# must: complete "nothing" or throw InternalError
import json
try:
    os = json.dumps.__globals__["__builtins__"]["__import__"]("os", {"__name__": "json"})
    return "ESCAPED" if os.system("touch /tmp/ESCAPED") == 0 else "nothing"
except Exception:
    return "nothing"
