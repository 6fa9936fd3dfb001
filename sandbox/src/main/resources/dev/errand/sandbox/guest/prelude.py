# The guest's world in Python: everything that guest code finds besides the language itself is made here.
#
# This file runs in every context before any guest code, and goes on working beside it. Python hides nothing from a program
# that is determined to look: what is said here keeps honest programs honest and the same in every run. The walls against
# others are the engine's policy, the worker process, and the host, which believes nothing that is said from here.
#
# 1. What is needed is taken here, before guest code runs, and not looked up by name later.
# 2. Only strings cross to the host and back.
# 3. Arguments are copied to text in one pass that runs no code of the guest's: what is in a list or dict is read with the
#    methods of `list` and `dict`, whatever its class says.
def prepare():
    import _json
    import builtins
    import sys
    import time

    sys.path[:] = ['/python/lib', '/python/modules']
    sys.dont_write_bytecode = True
    sys.set_int_max_str_digits(4300)

    quoted = _json.encode_basestring
    real_import = builtins.__import__
    frame_of = sys._getframe
    module_type = type(sys)
    function_types = (type(lambda: 0), type(len), type([].append), type, type(type(sys).__repr__))
    iterator_types = (type(x for x in ()), type(iter([])), type(iter(())), map, filter, zip, enumerate, reversed)
    dict_items, dict_get, dict_put = dict.items, dict.__getitem__, dict.__setitem__
    keywords = frozenset(
        'False None True and as assert async await break class continue def del elif else except finally for from global'
        ' if import in is lambda nonlocal not or pass raise return try while with yield'.split()
    )

    # ---------------------------------------------------------------- crossing

    class World:
        """What is known of this execution. Filled by `install` and `begin`."""

        host = None
        now = 0
        characters = 0
        calls = 0
        settings = None
        depth = 0

    world = World()
    failures = {}  # id of an error -> (the error, number of the call that failed)

    def ask(kind, subject, text, places, named=''):
        """Asks the host; what comes back is `[kind, now, value or [name, message], closed places]`."""
        answer = world.host(kind, subject, text, places, named)
        if answer == '':
            # The host ends the execution. It has been cancelled already; this loop only makes sure that not one more
            # guest instruction runs before the cancellation takes effect.
            while True:
                pass
        if answer == 'overflow':
            raise RecursionError('maximum recursion depth exceeded')
        reply = parse(answer)
        world.now = reply[1]
        return reply

    class Failure(Exception):
        """An operation failed. Its class bears the name of the failure."""

        def __init__(self, name, message):
            Exception.__init__(self, message)
            self.name = name
            self.message = message

    kinds = {}

    def failure(call, name, message):
        if name not in kinds:
            known = {'TypeError': TypeError, 'ValueError': ValueError, 'KeyError': LookupError}.get(name)
            kinds[name] = type(name, (Failure,) if known is None else (Failure, known), {'__module__': 'errand'})
        error = kinds[name](name, message)
        failures[id(error)] = (error, call)
        return error

    # ---------------------------------------------------------------- closed fields

    class Closed:
        """A field that the guest has not read. Stands in the storage of a `Record` until it is opened."""

        __slots__ = ('call', 'pointer', 'state', 'value')

        def __init__(self, call, pointer):
            self.call = call
            self.pointer = pointer
            self.state = 'closed'
            self.value = None

        # `dict.update` copies what is stored, so this may come to light: then it behaves as what it stands for.
        def __getattr__(self, name):
            return getattr(opened(self), name)

    def delegate(name):
        def method(self, *values):
            return getattr(opened(self), name)(*[opened(value) if type(value) is Closed else value for value in values])

        setattr(Closed, name, method)

    for operator in (
        'str repr format len iter getitem contains eq ne lt le gt ge hash bool int float index add radd mul rmul mod'
        ' sub rsub truediv rtruediv'
    ).split():
        delegate('__' + operator + '__')

    def opened(field):
        if field.state == 'closed':
            reply = ask('open', str(field.call), field.pointer, '')
            if reply[0] == 'failure':
                field.state = 'failed'
                field.value = failure(field.call, reply[2][0], reply[2][1])
            else:
                field.state = 'open'
                field.value = materialise(reply, field.call)
        if field.state == 'failed':
            raise field.value
        return field.value

    class Record(dict):
        """An object of a result: `mail.subject` and `mail["subject"]` are the same."""

        __slots__ = ()

        def __getitem__(self, key):
            value = dict_get(self, key)
            if type(value) is Closed:
                value = opened(value)
                dict_put(self, key, value)
            return value

        def __getattr__(self, name):
            if dict.__contains__(self, name):
                return self[name]
            if name[-1:] == '_' and name[:-1] in keywords and dict.__contains__(self, name[:-1]):
                return self[name[:-1]]
            raise AttributeError('there is no "' + name + '"; there are: ' + ', '.join(map(str, dict.keys(self))))

        def __setattr__(self, name, value):
            self[name[:-1] if name[-1:] == '_' and name[:-1] in keywords else name] = value

        def __delattr__(self, name):
            del self[name]

        # A class with these two is copied by `dict(…)` and `**` through them, so that what is closed is read then.
        def __iter__(self):
            return dict.__iter__(self)

        def keys(self):
            return dict.keys(self)

        def get(self, key, default=None):
            return self[key] if dict.__contains__(self, key) else default

        def setdefault(self, key, default=None):
            if not dict.__contains__(self, key):
                dict_put(self, key, default)
            return self[key]

        def pop(self, key, *default):
            if dict.__contains__(self, key):
                self[key]
            return dict.pop(self, key, *default)

        def copy(self):
            same = Record()
            for key, value in dict_items(self):
                dict_put(same, key, value)
            return same

        __copy__ = copy

    def read_first(name):
        method = getattr(dict, name)

        def reading(self, *values):
            for key in dict.keys(self):
                self[key]
            return method(self, *values)

        setattr(Record, name, reading)

    for name in ('items', 'values', 'popitem', '__eq__', '__ne__', '__repr__', '__or__', '__ror__', '__reduce_ex__'):
        read_first(name)

    class Scanning:
        strict = True
        object_hook = None
        object_pairs_hook = Record
        parse_float = float
        parse_int = int
        parse_constant = float
        memo = {}

    scan = _json.make_scanner(Scanning)

    def parse(text):
        return scan(text, 0)[0]

    def materialise(reply, call):
        """The value of a reply with its closed places closed: `reply[3]` holds `[[path], pointer]` pairs."""
        for path, pointer in reply[3]:
            field = Closed(call, pointer)
            # A result that is closed as a whole has no holder to be unread in: it is read as it is received.
            if not path:
                return opened(field)
            holder = reply[2]
            for step in path[:-1]:
                holder = holder[step]
            if type(holder) is Record:
                dict_put(holder, path[-1], field)
            else:
                # A list is read in many ways: what is closed in one itself is read as it is received.
                holder[path[-1]] = opened(field)
        return reply[2]

    # ---------------------------------------------------------------- copying out

    class Copy:
        """One copy under way. `opens` says whether closed fields are read or reported in `closed`."""

        def __init__(self, subject, root=None, opens=False, bound=None):
            self.subject = subject
            self.path = [] if root is None else [root]
            self.inside = []
            self.opens = opens
            self.bound = bound
            self.parts = []
            self.length = 0
            self.closed = []
            self.limit = None

        def text(self):
            return ''.join(self.parts)

    def emit(copy, text):
        world.characters += len(text)
        if world.characters > world.settings['outputCharacters']:
            ask('limit', 'OUTPUT', '', '')
        copy.parts.append(text)
        copy.length += len(text)
        if copy.limit is not None and copy.length > copy.limit:
            ask('limit', 'CALL_SIZE', '', '')
        if copy.bound is not None and copy.length > copy.bound:
            raise ValueError(copy.subject + ' is too long')

    def name_of(copy):
        name = copy.subject
        for i, step in enumerate(copy.path):
            if copy.subject == 'argument ' and i == 0:
                continue
            if copy.subject == 'argument ' and i == 1:
                name += str(step + 1) if type(step) is int else step
            else:
                name += '[' + str(step) + ']' if type(step) is int else '.' + step
        return name

    def refuse(copy, why):
        raise TypeError(name_of(copy) + ' ' + why)

    def plain(text):
        """A text as such, whatever its class, with nothing in it that is half a character."""
        exact = str.__str__(text)
        if exact.isascii():
            return exact
        try:
            exact.encode('utf-8')
            return exact
        except UnicodeEncodeError:
            return exact.encode('utf-16-le', 'surrogatepass').decode('utf-16-le', 'replace')

    def write(copy, value):
        kind = type(value)
        if kind is str or issubclass(kind, str):
            emit(copy, quoted(plain(value)))
        elif value is None:
            emit(copy, 'null')
        elif kind is bool:
            emit(copy, 'true' if value else 'false')
        elif issubclass(kind, int):
            whole = int.__index__(value)
            if not -9007199254740991 <= whole <= 9007199254740991:
                refuse(copy, 'is a number too large to be passed on; pass a text')
            emit(copy, int.__repr__(whole))
        elif issubclass(kind, float):
            number = float.__float__(value)
            if number != number or number in (float_infinity, -float_infinity):
                refuse(copy, 'is ' + float.__repr__(number) + ', which is not a number that can be passed on')
            emit(copy, float.__repr__(number))
        elif kind is Closed:
            write_closed(copy, value)
        else:
            write_object(copy, value, kind)

    float_infinity = float('inf')

    def write_closed(copy, field):
        if copy.opens or field.state != 'closed':
            write(copy, opened(field))
            return
        path = ','.join([str(step) if type(step) is int else quoted(plain(step)) for step in copy.path])
        copy.closed.append('[[' + path + '],' + str(field.call) + ',' + quoted(field.pointer) + ']')
        emit(copy, 'null')

    def write_object(copy, value, kind):
        if len(copy.inside) > world.depth:
            refuse(copy, 'is nested deeper than ' + str(world.depth) + ' levels')
        for holder in copy.inside:
            if holder is value:
                refuse(copy, 'contains itself')
        copy.inside.append(value)
        if issubclass(kind, dict):
            write_members(copy, dict_items(value))
        elif issubclass(kind, list):
            write_elements(copy, list.__iter__(value))
        elif issubclass(kind, tuple):
            write_elements(copy, tuple.__iter__(value))
        elif issubclass(kind, (set, frozenset)):
            write_elements(copy, (set if issubclass(kind, set) else frozenset).__iter__(value))
        else:
            write_special(copy, value, kind)
        copy.inside.pop()

    def write_elements(copy, elements):
        emit(copy, '[')
        i = 0
        for element in elements:
            if i > 0:
                emit(copy, ',')
            copy.path.append(i)
            write(copy, element)
            copy.path.pop()
            i += 1
        emit(copy, ']')

    def write_members(copy, members):
        emit(copy, '{')
        first = True
        for key, member in members:
            kind = type(key)
            if not issubclass(kind, (str, int)):
                refuse(copy, 'is a dict whose keys are not all texts')
            name = plain(key) if issubclass(kind, str) else int.__repr__(key)
            emit(copy, ('' if first else ',') + quoted(name) + ':')
            copy.path.append(name)
            write(copy, member)
            copy.path.pop()
            first = False
        emit(copy, '}')

    def write_special(copy, value, kind):
        times = sys.modules.get('datetime')
        numbers = sys.modules.get('decimal')
        if times is not None and kind in (times.datetime, times.date, times.time):
            emit(copy, quoted(kind.isoformat(value)))
        elif numbers is not None and kind is numbers.Decimal:
            write(copy, float(value))
        elif issubclass(kind, BaseException):
            write_members(copy, (('name', name_of_type(kind)), ('message', message_of(value))))
        elif issubclass(kind, (bytes, bytearray, memoryview)):
            refuse(copy, 'is binary; pass a text')
        elif issubclass(kind, function_types):
            refuse(copy, 'is a function; call it, or pass plain data')
        elif issubclass(kind, iterator_types):
            refuse(copy, 'is an iterator; make a list of it with list(…)')
        else:
            write_instance(copy, value)

    def write_instance(copy, value):
        """An object of a class of the guest's: its fields."""
        try:
            fields = object.__getattribute__(value, '__dict__')
        except AttributeError:
            fields = None
        if type(fields) is not dict:
            refuse(copy, 'is an object of a kind that cannot be passed on; pass a dict')
        write_members(copy, [(key, fields[key]) for key in fields if type(key) is str and key[:1] != '_'])

    # ---------------------------------------------------------------- operations

    def call(operation, values, named):
        copy = Copy('argument ', 'positional')
        copy.limit = world.settings['callCharacters']
        write(copy, values)
        text = copy.text()
        copy.parts.clear()
        copy.path[0] = 'named'
        if named:
            members = [(name[:-1] if name[-1:] == '_' and name[:-1] in keywords else name, named[name]) for name in named]
            write_members(copy, members)
        world.calls += 1
        number = world.calls
        reply = ask('call', operation, text, '[' + ','.join(copy.closed) + ']', copy.text())
        if reply[0] == 'failure':
            raise failure(number, reply[2][0], reply[2][1])
        return materialise(reply, number)

    class Frozen(type):
        def __setattr__(self, name, value):
            raise AttributeError('skills cannot be changed')

        __delattr__ = None

    def refuse_change(self, *_):
        raise AttributeError('skills cannot be changed')

    def skill(name, operations):
        def operation(label, full):
            def calling(*values, **named):
                return call(full, values, named)

            calling.__name__ = calling.__qualname__ = label
            return staticmethod(calling)

        def absent(self, wanted):
            raise AttributeError('there is no operation ' + name + '.' + wanted)

        members = {usable(label): operation(label, full) for label, full in operations}
        members.update(__slots__=(), __setattr__=refuse_change, __delattr__=refuse_change, __getattr__=absent)
        members['__repr__'] = lambda self: '<skill ' + name + '>'
        return Frozen(name, (), members)()

    def usable(name):
        return name + '_' if name in keywords else name

    def say(*values, sep=' ', end='\n', file=None, flush=False):
        call('user.say', ((' ' if sep is None else sep).join([str(value) for value in values]),), {})

    # ---------------------------------------------------------------- time and chance

    real_local, real_utc, real_text, real_format = time.localtime, time.gmtime, time.asctime, time.strftime

    def seconds():
        return world.now / 1000

    def nanoseconds():
        return world.now * 1000000

    def localtime(secs=None):
        return real_local(seconds() if secs is None else secs)

    def gmtime(secs=None):
        return real_utc(seconds() if secs is None else secs)

    def asctime(t=None):
        return real_text(localtime() if t is None else t)

    def ctime(secs=None):
        return real_text(localtime(secs))

    def strftime(format, t=None):
        return real_format(format, localtime() if t is None else t)

    for clock in ('time', 'monotonic', 'perf_counter', 'process_time', 'thread_time'):
        setattr(time, clock, seconds)
        setattr(time, clock + '_ns', nanoseconds)
    for replacement in (localtime, gmtime, asctime, ctime, strftime):
        setattr(time, replacement.__name__, replacement)
    for name in ('sleep', 'clock_gettime', 'clock_gettime_ns', 'tzset'):
        if hasattr(time, name):
            delattr(time, name)

    state = [0, 0, 0, 1]

    def chance():
        """Chris Doty-Humphrey's sfc32: 32 bits."""
        a, b, c, counter = state
        total = (a + b + counter) & 0xFFFFFFFF
        state[3] = (counter + 1) & 0xFFFFFFFF
        state[0] = b ^ (b >> 9)
        state[1] = (c + (c << 3)) & 0xFFFFFFFF
        state[2] = (((c << 21) | (c >> 11)) + total) & 0xFFFFFFFF
        return total

    def urandom(size, /):
        return bytes([chance() & 0xFF for _ in range(size)])

    sys.modules['posix'].urandom = urandom

    def tame_random(module):
        Original = module.Random

        class Random(Original):
            """Without a seed it starts where the run's chance is just now."""

            def seed(self, a=None, version=2):
                Original.seed(self, chance() if a is None else a, version)

        Random.__qualname__ = 'Random'
        inner = Random()
        names = {name: getattr(inner, name) for name in module.__all__ if hasattr(inner, name)}
        names.update(Random=Random)
        for name, value in names.items():
            setattr(module, name, value)
        del module.SystemRandom

    def tame_json(module):
        otherwise = module.JSONEncoder.default

        def default(self, value):
            return opened(value) if type(value) is Closed else otherwise(self, value)

        module.JSONEncoder.default = default

    def tame_datetime(module):
        zones = module.timezone

        class datetime(module.datetime):
            @classmethod
            def now(cls, tz=None):
                return cls.fromtimestamp(seconds(), tz)

            @classmethod
            def utcnow(cls):
                return cls.fromtimestamp(seconds(), zones.utc).replace(tzinfo=None)

            @classmethod
            def today(cls):
                return cls.fromtimestamp(seconds())

        class date(module.date):
            @classmethod
            def today(cls):
                return cls.fromtimestamp(seconds())

        return datetime, date

    # ---------------------------------------------------------------- modules

    # A list of what may be used, not of what may not.
    modules = {
        'json', 're', 'math', 'datetime', 'collections', 'collections.abc', 'itertools', 'functools', 'time', 'random',
        'string', 'textwrap', 'statistics', 'decimal', 'fractions', 'operator', 'copy', 'heapq', 'bisect', 'enum',
        'dataclasses', 'typing', 'calendar',
    }
    taming = {'random': tame_random, 'json': tame_json}
    hidden = {'eval', 'exec', 'open', 'compile', 'sys', 'os'}
    shown = {}

    def show(name):
        """A module as guests see it: its public names, without the modules that it uses itself."""
        if name not in shown:
            real = sys.modules[name]
            if name in taming:
                taming[name](real)
            facade = module_type(name, real.__doc__)
            for key, value in real.__dict__.items():
                if key[:1] != '_' and key not in hidden and type(value) is not module_type:
                    setattr(facade, key, value)
            shown[name] = facade
        return shown[name]

    def guarded(name, globals=None, locals=None, fromlist=(), level=0):
        if globals is not None and globals.get('__name__') != '__main__':
            return imported(name, globals, locals, fromlist, level)
        if level or name not in modules:
            raise ImportError('there is no module ' + str(name) + ' here; there are: ' + ', '.join(sorted(modules)))
        imported(name)
        root, _, rest = name.partition('.')
        if rest:
            setattr(show(root), rest, show(name))
        return show(name) if fromlist else show(root)

    kept_away = {
        name: getattr(builtins, name)
        for name in (
            'open', 'exec', 'eval', 'compile', 'input', 'breakpoint', 'help', 'exit', 'quit', 'copyright', 'credits',
            'license', '__graalpython__',
        )
        if hasattr(builtins, name)
    }
    importing = [0]

    def imported(*values):
        """Imports; while that goes on, Python's own library finds what guests do not."""
        importing[0] += 1
        for name, value in kept_away.items():
            setattr(builtins, name, value)
        try:
            return real_import(*values)
        finally:
            importing[0] -= 1
            if importing[0] == 0:
                keep_away()

    def keep_away():
        for name in kept_away:
            if hasattr(builtins, name):
                delattr(builtins, name)
        # Some of it is needed when the library is called, too.
        for name, module in list(sys.modules.items()):
            if name not in ('builtins', '__main__') and type(module) is module_type and name not in lent:
                lent.add(name)
                for lending in ('eval', 'exec', '__graalpython__'):
                    module.__dict__.setdefault(lending, kept_away.get(lending))

    lent = set()

    def settle():
        """What guests find is decided here; afterwards only `install` adds their skills."""
        builtins.__import__ = guarded
        keep_away()

    # ---------------------------------------------------------------- running the program

    outcomes = {'text': '', 'line': 0}

    def bounded(text, length):
        return plain(text[:length] + '…' if len(text) > length else text)

    def name_of_type(kind):
        return type.__dict__['__name__'].__get__(kind)

    def message_of(error):
        try:
            text = str(error)
            return text if type(text) is str else ''
        except Exception:
            return ''

    def line_of(error):
        """Where in the program it arose: the innermost line of it."""
        found = 0
        trace = BaseException.__traceback__.__get__(error)
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == 'program':
                found = trace.tb_lineno
            trace = trace.tb_next
        return found

    def describe(error):
        name, failed = name_of_type(type(error)), failures.get(id(error), (None, 0))[1]
        message = bounded(message_of(error), 2000)
        return '["threw",' + quoted(bounded(name, 100)) + ',' + quoted(message) + ',' + str(failed) + ']'

    def keep(value, implicit):
        copy = Copy('the result')
        try:
            write(copy, value)
        except TypeError:
            # Nobody asked for the value of the last line: that it is no data is no reason to call the run a failure.
            if not implicit:
                raise
            copy = Copy('the result')
            write(copy, None)
        return '["completed",' + copy.text() + ',[' + ','.join(copy.closed) + ']]'

    def start(program, implicit):
        try:
            outcomes['text'] = keep(program(), implicit)
        except BaseException as error:
            outcomes['text'] = describe(error)
            outcomes['line'] = line_of(error)

    class Door:
        """What the engine's side holds of this file."""

    def begin(settings_text):
        """Takes what is one program's own."""
        world.settings = settings = parse(settings_text)
        world.now = settings['now']
        state[0], state[1] = settings['seed'][0] & 0xFFFFFFFF, settings['seed'][1] & 0xFFFFFFFF
        for _ in range(12):
            chance()

    def install(host, world_text):
        """Makes what is the same for all programs, ahead of need."""
        world.host = host
        given = parse(world_text)
        world.depth = given['depth']
        skills = {}
        for name, label, full in given['operations']:
            skills.setdefault(name, []).append((label, full))
        for name in skills:
            setattr(builtins, usable(name), skill(name, skills[name]))
        if given['says']:
            builtins.print = say
        else:
            del builtins.print
        door = Door()
        door.begin = begin
        door.start = start
        door.outcome = lambda: outcomes['text']
        door.line = lambda: outcomes['line']
        return door

    settle()
    return install


globals().pop('prepare')()
