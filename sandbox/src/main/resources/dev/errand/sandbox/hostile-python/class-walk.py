# attempt: find a class that starts processes or loads native code by walking all classes
# must: complete []
found = []
for each in ().__class__.__mro__[1].__subclasses__():
    if each.__name__ in ("Popen", "CDLL"):
        found.append(each.__name__)
return found
