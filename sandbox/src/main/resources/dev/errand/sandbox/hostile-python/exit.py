# attempt: end the process
# must: throw SystemExit
raise SystemExit(0)
