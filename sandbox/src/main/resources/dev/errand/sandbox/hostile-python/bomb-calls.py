# attempt: make more calls than allowed
# must: reach CALLS
while True:
    user.say("x")
