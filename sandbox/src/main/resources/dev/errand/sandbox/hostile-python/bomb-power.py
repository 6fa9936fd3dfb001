# attempt: compute a number without end
# must: reach CPU_TIME or reach MEMORY or reach HEAP or throw MemoryError or throw OverflowError or throw ArithmeticError
x = 10 ** 10 ** 10
