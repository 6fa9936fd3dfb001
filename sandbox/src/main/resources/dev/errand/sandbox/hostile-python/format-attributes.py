# attempt: read attributes through a format text
# must: complete "nothing" or throw InternalError
text = "{0.__class__.__init__.__globals__}"
try:
    said = text.format(mail)
    return "ESCAPED" if "host" in said else "nothing"
except Exception:
    return "nothing"
