# attempt: read the environment
# must: complete "nothing"
import json
os = json.dumps.__globals__["__builtins__"]["__import__"]("os", {"__name__": "json"})
return "ESCAPED" if "PATH" in os.environ or "HOME" in os.environ else "nothing"
