# attempt: run code when the error is written down
# must: throw Evil
class Evil(Exception):
    def __str__(self):
        raise Evil()
raise Evil()
