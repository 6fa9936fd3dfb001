# attempt: open a file with what a walk over all classes finds
# must: complete "nothing"
for each in ().__class__.__mro__[1].__subclasses__():
    if each.__name__ == "_IOBase":
        for inner in each.__subclasses__():
            for deepest in inner.__subclasses__():
                if deepest.__name__ == "FileIO":
                    try:
                        return "ESCAPED " + str(deepest("/etc/hostname").read())
                    except OSError:
                        return "nothing"
return "nothing"
