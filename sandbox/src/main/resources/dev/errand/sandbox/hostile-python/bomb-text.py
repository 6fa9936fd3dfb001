# attempt: fill the memory with one text
# must: reach MEMORY or reach HEAP or reach CPU_TIME or throw MemoryError or throw OverflowError
text = "x" * (1 << 29)
while True:
    text = text + text
