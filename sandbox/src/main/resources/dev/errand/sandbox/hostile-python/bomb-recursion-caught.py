# attempt: call functions without end and catch it
# must: complete "caught"
def f(n):
    return f(n + 1) + 1
try:
    f(0)
except RecursionError:
    return "caught"
