# attempt: import a module by its name as text
# must: throw ImportError
__import__("os").system("true")
