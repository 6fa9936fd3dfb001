# attempt: read attributes through a format text
# must: complete "nothing"
text = "{0.__class__.__init__.__globals__}"
try:
    said = text.format(mail)
    return "ESCAPED" if "host" in said else "nothing"
except Exception:
    return "nothing"
