# attempt: open a socket
# must: complete "nothing" or throw InternalError
import json
try:
    socket = json.dumps.__globals__["__builtins__"]["__import__"]("socket", {"__name__": "json"})
    socket.create_connection(("127.0.0.1", 80), 1)
    return "ESCAPED"
except BaseException:
    return "nothing"
