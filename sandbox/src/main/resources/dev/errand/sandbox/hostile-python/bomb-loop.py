# attempt: run for ever
# must: reach STATEMENTS or reach CPU_TIME
while True:
    pass
