# attempt: reach the prelude through frames
# must: complete "nothing"
def generate():
    yield 1
frame = generate().gi_frame
seen = "nothing"
while frame is not None:
    if "world" in frame.f_locals:
        seen = "ESCAPED"
    frame = frame.f_back
return seen
