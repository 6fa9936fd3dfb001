# attempt: start a thread
# must: complete "nothing" or throw InternalError
import json
try:
    threads = json.dumps.__globals__["__builtins__"]["__import__"]("_thread", {"__name__": "json"})
    threads.start_new_thread(lambda: mail.send("ESCAPED"), ())
    return "ESCAPED"
except BaseException:
    return "nothing"
