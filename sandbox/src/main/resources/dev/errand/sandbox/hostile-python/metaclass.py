# attempt: claim to be another class
# must: throw TypeError
class Meta(type):
    def __instancecheck__(cls, x):
        return True
    def __subclasscheck__(cls, x):
        return True
class Odd(metaclass=Meta):
    __slots__ = ()
    @property
    def __class__(self):
        return dict
mail.send(Odd())
