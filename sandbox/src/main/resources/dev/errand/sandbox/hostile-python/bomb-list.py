# attempt: fill the memory with a list
# must: reach MEMORY or reach HEAP or reach STATEMENTS or reach CPU_TIME
kept = []
while True:
    kept.append("x" * 1000000)
