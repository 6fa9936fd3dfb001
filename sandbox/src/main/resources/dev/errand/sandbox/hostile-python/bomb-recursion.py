# attempt: call functions without end
# must: reach DEPTH
def f(n):
    return f(n + 1) + 1
f(0)
