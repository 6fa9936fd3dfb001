# attempt: run for ever and catch what ends it
# must: reach STATEMENTS or reach CPU_TIME
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
