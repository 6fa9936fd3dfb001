# attempt: keep a single built-in busy
# must: reach CPU_TIME or reach MEMORY or reach HEAP or reach STATEMENTS
sum(range(10 ** 11))
