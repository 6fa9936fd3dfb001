// The guest's world: everything that guest code finds besides the language itself is made here.
//
// This file runs in every context before any guest code, and goes on working beside it: `install` makes what is the same for
// all programs, ahead of need; `begin` takes what is one program's own. Three rules keep it sound:
//
// 1. Guest code may change whatever it can reach: Object.prototype, Array.prototype, JSON, Map... So nothing is looked
//    up later: every function needed is taken here, now, and called through `apply`. Descriptors have no prototype
//    (an inherited `get` would turn them around). Arrays are neither iterated with `of` nor spread nor appended to,
//    because iterators and index setters can be replaced.
// 2. Only strings cross to the host and back, and the function that crosses never leaves this file.
// 3. Arguments are copied to text in one pass. What the host gets is that text: a getter or proxy that answers
//    differently the second time is never asked a second time.
(function install(host, worldText) {
    'use strict';

    const {apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys} = Reflect;
    const bound = (method) => (self, ...values) => apply(method, self, values);
    const {parse, stringify} = JSON;
    const {isArray} = Array;
    const {isView} = ArrayBuffer;
    const {freeze, keys: keysOf} = Object;
    const finite = Number.isFinite;
    const safeInteger = Number.isSafeInteger;
    const NumberOf = Number;
    const StringOf = String;
    const hasOwn = Object.hasOwn;
    const wellFormed = bound(String.prototype.toWellFormed);
    const slice = bound(String.prototype.slice);
    const lookUp = bound(WeakMap.prototype.get);
    const remember = bound(WeakMap.prototype.set);
    const sizeOfMap = bound(getOwnPropertyDescriptor(Map.prototype, 'size').get);
    const sizeOfSet = bound(getOwnPropertyDescriptor(Set.prototype, 'size').get);
    const eachOfMap = bound(Map.prototype.forEach);
    const eachOfSet = bound(Set.prototype.forEach);
    const timeOf = bound(Date.prototype.getTime);
    const isoTextOf = bound(Date.prototype.toISOString);
    const nameOfSymbol = bound(Object.getOwnPropertyDescriptor(Symbol.prototype, 'description').get);
    const textOfExpression = bound(RegExp.prototype.toString);
    const contains = bound(WeakSet.prototype.has);
    const include = bound(WeakSet.prototype.add);
    const WeakMapOf = WeakMap;
    const ErrorOf = Error;
    const TypeErrorOf = TypeError;
    const RangeErrorOf = RangeError;
    const onUnhandledRejection = Graal.setUnhandledPromiseRejectionHandler;
    const prototypes = freeze({
        __proto__: null,
        object: Object.prototype,
        error: Error.prototype,
        promise: Promise.prototype,
        iterator: Iterator.prototype,
        expression: RegExp.prototype,
        buffer: ArrayBuffer.prototype,
    });
    const boxes = freeze({
        __proto__: null,
        0: freeze({__proto__: null, prototype: String.prototype, open: bound(String.prototype.valueOf)}),
        1: freeze({__proto__: null, prototype: Number.prototype, open: bound(Number.prototype.valueOf)}),
        2: freeze({__proto__: null, prototype: Boolean.prototype, open: bound(Boolean.prototype.valueOf)}),
        3: freeze({__proto__: null, prototype: BigInt.prototype, open: bound(BigInt.prototype.valueOf)}),
    });

    const {operations, says, depth: maximumDepth} = parse(worldText);
    const overflowMessage = 'Maximum call stack size exceeded';
    let maximumCharacters = 0;
    let maximumOfCall = 0;
    let now = 0;

    // ---------------------------------------------------------------- crossing

    /** Asks the host; what comes back is `[kind, now, value or [name, message], closed places]`. */
    function ask(kind, subject, text, places) {
        const answer = host(kind, subject, text, places);
        if (answer === '') {
            // The host ends the execution. It has been cancelled already; this loop only makes sure that not one more
            // guest instruction runs before the cancellation takes effect.
            for (;;) {}
        }
        if (answer === 'overflow') throw new RangeErrorOf(overflowMessage);
        const reply = parse(answer);
        now = reply[1];
        return reply;
    }

    const failures = new WeakMapOf(); // error -> number of the call that failed

    function failure(call, name, message) {
        const error = new ErrorOf(message);
        defineProperty(error, 'name', {__proto__: null, value: name, writable: true, configurable: true});
        remember(failures, error, call);
        return error;
    }

    // ---------------------------------------------------------------- closed fields

    // A closed field is a getter on an object of a result, and known by that getter. Only such objects are copied by
    // looking at their descriptors first; a getter that a guest has carried to an object of its own is read like any
    // other, which opens the field and tells the host.
    const closedFields = new WeakMapOf();
    const holders = new WeakSet();

    function close(holder, key, call, pointer) {
        const field = {__proto__: null, call, pointer, holder, key, state: 'closed', value: undefined};
        const {get, set} = {
            get() {
                return open(field, get);
            },
            set(value) {
                defineProperty(this, key, data(value));
            },
        };
        remember(closedFields, get, field);
        include(holders, holder);
        defineProperty(holder, key, {__proto__: null, get, set, enumerable: true, configurable: true});
    }

    function open(field, getter) {
        if (field.state === 'closed') {
            const reply = ask('open', '' + field.call, field.pointer, '');
            if (reply[0] === 'failure') {
                field.state = 'failed';
                field.value = failure(field.call, reply[2][0], reply[2][1]);
            } else {
                field.state = 'open';
                field.value = materialise(reply, field.call);
            }
            const present = getOwnPropertyDescriptor(field.holder, field.key);
            const ours = present !== undefined && hasOwn(present, 'get') && present.get === getter;
            if (ours && field.state === 'open') defineProperty(field.holder, field.key, data(field.value));
        }
        if (field.state === 'failed') throw field.value;
        return field.value;
    }

    function data(value) {
        return {__proto__: null, value, writable: true, enumerable: true, configurable: true};
    }

    /** The value of a reply with its closed places closed: `reply[3]` holds `[[path], pointer]` pairs. */
    function materialise(reply, call) {
        const places = reply[3];
        for (let i = 0; i < places.length; i++) {
            const path = places[i][0];
            // A result that is closed as a whole has no holder to be unread in: it is read as it is received.
            if (path.length === 0) return openWhole(call, places[i][1]);
            let holder = reply[2];
            for (let j = 0; j < path.length - 1; j++) holder = holder[path[j]];
            close(holder, path[path.length - 1], call, places[i][1]);
        }
        return reply[2];
    }

    function openWhole(call, pointer) {
        const reply = ask('open', '' + call, pointer, '');
        if (reply[0] === 'failure') throw failure(call, reply[2][0], reply[2][1]);
        return materialise(reply, call);
    }

    // ---------------------------------------------------------------- copying out

    let characters = 0; // that have left in all

    /** One copy under way. `opens` says whether closed fields are read or reported in `closed`. */
    function copying(subject, opens, bound = maximumCharacters) {
        return {__proto__: null, subject, opens, bound, text: '', closed: '', call: false};
    }

    function emit(copy, text) {
        characters += text.length;
        if (characters > maximumCharacters) ask('limit', 'OUTPUT', '', '');
        copy.text += text;
        if (copy.call && copy.text.length > maximumOfCall) ask('limit', 'CALL_SIZE', '', '');
        if (copy.text.length > copy.bound) throw new RangeErrorOf(copy.subject + ' is too long');
    }

    /** A place in a copied value: how messages and pointers name it. `object` is what stands there, to find cycles. */
    function place(parent, key) {
        return {__proto__: null, parent, key, object: null, depth: parent === null ? 0 : parent.depth + 1};
    }

    function pathOf(at) {
        let path = '';
        for (let p = at; p.parent !== null; p = p.parent) path = stringify(p.key) + (path === '' ? '' : ',') + path;
        return '[' + path + ']';
    }

    function nameOf(copy, at) {
        let name = '';
        for (let p = at; p.parent !== null; p = p.parent) {
            const first = p.parent.parent === null && copy.subject === 'argument ';
            if (first) name = NumberOf(p.key) + 1 + name;
            else name = (typeof p.key === 'number' ? '[' + p.key + ']' : '.' + p.key) + name;
        }
        return copy.subject + name;
    }

    function refuse(copy, at, why) {
        throw new TypeErrorOf(nameOf(copy, at) + ' ' + why);
    }

    /** Writes a value that stands at `key` in `parent`; a place is made of that only where one is needed. */
    function write(copy, value, parent, key) {
        switch (typeof value) {
            case 'undefined':
                return emit(copy, 'null');
            case 'string':
                return emit(copy, stringify(wellFormed(value)));
            case 'boolean':
                return emit(copy, value ? 'true' : 'false');
            case 'number':
                if (finite(value)) return emit(copy, '' + value);
                return refuse(copy, place(parent, key), 'is ' + value + ', which is not a number that can be passed on');
            case 'bigint':
                if (safeInteger(NumberOf(value))) return emit(copy, '' + value);
                return refuse(copy, place(parent, key), 'is a BigInt too large to be passed on; pass a string');
            case 'function':
                return refuse(copy, place(parent, key), 'is a function; call it, or pass plain data');
            case 'symbol':
                return refuse(copy, place(parent, key), 'is a symbol; pass a string');
            default:
                return value === null ? emit(copy, 'null') : writeObject(copy, value, place(parent, key));
        }
    }

    function writeObject(copy, value, at) {
        if (at.depth > maximumDepth) refuse(copy, at, 'is nested deeper than ' + maximumDepth + ' levels');
        for (let p = at.parent; p !== null; p = p.parent) {
            if (p.object === value) refuse(copy, at, 'contains itself');
        }
        at.object = value;
        if (isArray(value)) return writeArray(copy, value, at);
        const prototype = getPrototypeOf(value);
        if (prototype !== prototypes.object && prototype !== null && writeSpecial(copy, value, at)) return undefined;
        const toJSON = value.toJSON;
        if (typeof toJSON === 'function') return writeJson(copy, value, at, toJSON);
        return writeMembers(copy, value, at);
    }

    /** What an object says of itself is taken once: a `toJSON` of the answer counts no more. */
    function writeJson(copy, value, at, toJSON) {
        const said = apply(toJSON, value, ['']);
        if (typeof said !== 'object' || said === null) return write(copy, said, at.parent, at.key);
        at.object = said;
        return isArray(said) ? writeArray(copy, said, at) : writeMembers(copy, said, at);
    }

    const reported = freeze({__proto__: null});

    /** Reads a property of an object with closed fields: one that is still closed is reported, not opened. */
    function readFromHolder(copy, holder, key, at) {
        const descriptor = getOwnPropertyDescriptor(holder, key);
        const getter = descriptor !== undefined && hasOwn(descriptor, 'get') ? descriptor.get : undefined;
        const field = getter === undefined ? undefined : lookUp(closedFields, getter);
        if (field === undefined || copy.opens || field.state !== 'closed') return holder[key];
        const path = (copy.call ? '["positional",' : '[') + slice(pathOf(place(at, key)), 1);
        const entry = '[' + path + ',' + field.call + ',' + stringify(field.pointer) + ']';
        copy.closed += (copy.closed === '' ? '' : ',') + entry;
        return reported;
    }

    /** Reads a property of any object, once. */
    function read(copy, holder, key, at, isHolder) {
        return isHolder ? readFromHolder(copy, holder, key, at) : holder[key];
    }

    function writeArray(copy, value, at) {
        const isHolder = contains(holders, value);
        const length = NumberOf(value.length);
        emit(copy, '[');
        for (let i = 0; i < length; i++) {
            if (i > 0) emit(copy, ',');
            const element = read(copy, value, i, at, isHolder);
            if (element === reported) emit(copy, 'null');
            else write(copy, element, at, i);
        }
        emit(copy, ']');
    }

    function writeMembers(copy, value, at) {
        const isHolder = contains(holders, value);
        const keys = keysOf(value);
        const written = {__proto__: null, count: 0};
        emit(copy, '{');
        for (let i = 0; i < keys.length; i++) {
            writeMember(copy, written, keys[i], read(copy, value, keys[i], at, isHolder), at);
        }
        emit(copy, '}');
    }

    function writeMember(copy, written, key, member, at) {
        if (member === undefined) return;
        emit(copy, (written.count++ > 0 ? ',' : '') + stringify(wellFormed(key)) + ':');
        if (member === reported) emit(copy, 'null');
        else write(copy, member, at, key);
    }

    function inherits(value, prototype) {
        let ancestor = getPrototypeOf(value);
        // A proxy may answer for ever with new ancestors.
        for (let i = 0; i < 50 && ancestor !== null; i++) {
            if (ancestor === prototype) return true;
            ancestor = getPrototypeOf(ancestor);
        }
        return false;
    }

    /** Runs `read` on a value that may be of the kind it reads; whether it was. */
    function isKind(probe, value) {
        try {
            probe(value);
            return true;
        } catch {
            return false;
        }
    }

    /** Writes objects that are more than their members; false if this is none of them. */
    function writeSpecial(copy, value, at) {
        if (inherits(value, prototypes.error)) return writeError(copy, value, at), true;
        if (isKind(timeOf, value)) return writeDate(copy, value, at), true;
        if (isKind(sizeOfMap, value)) return writeMap(copy, value, at), true;
        if (isKind(sizeOfSet, value)) return writeSet(copy, value, at), true;
        if (inherits(value, prototypes.promise)) refuse(copy, at, 'is a promise; put await before it');
        if (inherits(value, prototypes.iterator)) refuse(copy, at, 'is an iterator; make a list of it with [...it]');
        if (inherits(value, prototypes.expression)) refuse(copy, at, 'is a regular expression; pass a string');
        if (isView(value) || inherits(value, prototypes.buffer)) refuse(copy, at, 'is binary; pass a string');
        for (let i = 0; i < 4; i++) {
            if (inherits(value, boxes[i].prototype)) return write(copy, boxes[i].open(value), at.parent, at.key), true;
        }
        return false;
    }

    function writeError(copy, value, at) {
        const {name, message} = value;
        emit(copy, '{"name":');
        write(copy, name, at, 'name');
        emit(copy, ',"message":');
        write(copy, message, at, 'message');
        emit(copy, '}');
    }

    function writeDate(copy, value, at) {
        if (!finite(timeOf(value))) refuse(copy, at, 'is an invalid Date');
        emit(copy, stringify(isoTextOf(value)));
    }

    function writeMap(copy, value, at) {
        const written = {__proto__: null, count: 0};
        emit(copy, '{');
        eachOfMap(value, (member, key) => {
            if (typeof key !== 'string' && typeof key !== 'number') {
                refuse(copy, at, 'is a Map whose keys are not all strings');
            }
            writeMember(copy, written, '' + key, member, at);
        });
        emit(copy, '}');
    }

    function writeSet(copy, value, at) {
        let i = 0;
        emit(copy, '[');
        eachOfSet(value, (element) => {
            if (i > 0) emit(copy, ',');
            write(copy, element, at, i++);
        });
        emit(copy, ']');
    }

    // ---------------------------------------------------------------- operations

    let calls = 0;

    function call(operation, values) {
        const copy = copying('argument ', false);
        copy.call = true;
        let length = values.length;
        while (length > 0 && values[length - 1] === undefined) length--;
        const root = place(null, '');
        emit(copy, '[');
        for (let i = 0; i < length; i++) {
            if (i > 0) emit(copy, ',');
            write(copy, values[i], root, i);
        }
        emit(copy, ']');
        // Counted after the copying: a getter among the arguments may have made a call of its own.
        const number = ++calls;
        const reply = ask('call', operation, copy.text, '[' + copy.closed + ']');
        if (reply[0] === 'failure') throw failure(number, reply[2][0], reply[2][1]);
        return materialise(reply, number);
    }

    function define(holder, name, value) {
        defineProperty(holder, name, {__proto__: null, value, enumerable: true});
    }

    const skills = {__proto__: null};
    for (let i = 0; i < operations.length; i++) {
        const [skill, name, operation] = operations[i];
        skills[skill] ??= {};
        // A method has no `prototype` and is no constructor.
        define(skills[skill], name, freeze({[name]: (...values) => call(operation, values)}[name]));
    }
    for (const skill of ownKeys(skills)) define(globalThis, skill, freeze(skills[skill]));

    function spoken(value) {
        if (typeof value === 'string') return value;
        if (typeof value === 'symbol' || typeof value === 'function' || value === undefined) return typeof value;
        if (typeof value !== 'object' || value === null) return '' + value;
        const copy = copying('value', true);
        write(copy, value, null, '');
        return copy.text;
    }

    function say(values) {
        let text = '';
        for (let i = 0; i < values.length; i++) text += (i > 0 ? ' ' : '') + spoken(values[i]);
        call('user.say', [text]);
    }

    if (says) {
        const console = {};
        for (const name of ['log', 'info', 'warn', 'error', 'debug']) {
            define(console, name, freeze({[name]: (...values) => say(values)}[name]));
        }
        define(globalThis, 'console', freeze(console));
        define(globalThis, 'print', freeze({print: (...values) => say(values)}.print));
    }

    // ---------------------------------------------------------------- time and chance

    const RealDate = Date;
    const textOfDate = bound(RealDate.prototype.toString);

    function RunDate(...values) {
        if (new.target === undefined) return textOfDate(new RealDate(now));
        return construct(RealDate, values.length === 0 ? [now] : values, new.target);
    }
    const silent = {__proto__: null, writable: true, configurable: true};
    defineProperty(RunDate, 'name', {__proto__: null, value: 'Date', configurable: true});
    defineProperty(RunDate, 'length', {__proto__: null, value: 7, configurable: true});
    defineProperty(RunDate, 'prototype', {__proto__: null, value: RealDate.prototype, writable: false});
    defineProperty(RunDate, 'now', {...silent, value: {now: () => now}.now});
    defineProperty(RunDate, 'parse', {...silent, value: RealDate.parse});
    defineProperty(RunDate, 'UTC', {...silent, value: RealDate.UTC});
    // The way back to the machine's clock.
    defineProperty(RealDate.prototype, 'constructor', {...silent, value: RunDate});
    defineProperty(globalThis, 'Date', {...silent, value: RunDate});

    // Formatting "nothing" formats the machine's time: give the run's instead.
    const Formats = Intl.DateTimeFormat.prototype;
    const formatOf = bound(getOwnPropertyDescriptor(Formats, 'format').get);
    const partsOf = bound(Formats.formatToParts);
    const {get: format} = {
        get() {
            const formatting = formatOf(this);
            return (date) => formatting(date === undefined ? now : date);
        },
    };
    defineProperty(Formats, 'format', {__proto__: null, get: format, configurable: true});
    const {formatToParts} = {
        formatToParts(date) {
            return partsOf(this, date === undefined ? now : date);
        },
    };
    defineProperty(Formats, 'formatToParts', {...silent, value: formatToParts});

    // Math.random is Chris Doty-Humphrey's sfc32, seeded with the low and the high half of the run's seed, 0 and 1; the
    // first twelve numbers are thrown away; two 32-bit numbers make the 53 bits of a result.
    let a = 0;
    let b = 0;
    let c = 0;
    let counter = 1;

    function next() {
        const sum = (a + b + counter) | 0;
        counter = (counter + 1) | 0;
        a = b ^ (b >>> 9);
        b = (c + (c << 3)) | 0;
        c = (c << 21) | (c >>> 11);
        c = (c + sum) | 0;
        return sum >>> 0;
    }

    function seed(low, high) {
        a = low | 0;
        b = high | 0;
        for (let i = 0; i < 12; i++) next();
    }
    const {random} = {random: () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992};
    defineProperty(Math, 'random', {...silent, value: random});

    // ---------------------------------------------------------------- built-ins that never look up

    // The engine's own JSON.stringify cannot be cancelled, and few characters of code make it write gigabytes. Calling a
    // function for every member gives the watchdog its chance. A list of names is turned into such a function, too.
    const passing = (key, value) => value;

    function choosing(names) {
        const chosen = {__proto__: null};
        for (let i = 0; i < names.length; i++) chosen[names[i]] = true;
        return function (key, value) {
            return key === '' || isArray(this) || chosen[key] === true ? value : undefined;
        };
    }

    const {stringify: guestStringify} = {
        stringify(value, replacer, space) {
            if (typeof replacer === 'function') return stringify(value, replacer, space);
            return stringify(value, isArray(replacer) ? choosing(replacer) : passing, space);
        },
    };
    defineProperty(JSON, 'stringify', {...silent, value: guestStringify});

    // ---------------------------------------------------------------- what is there at all

    // A list of what may stay, not of what must go: what a later engine adds stays out until somebody looked at it.
    // Left out: Atomics and SharedArrayBuffer (a clock), WeakRef and FinalizationRegistry (they show when memory is
    // collected, so two runs differ), Graal, and every kind of input and output.
    const allowed = new Set([
        'Object', 'Function', 'Array', 'String', 'Date', 'Number', 'Boolean', 'RegExp', 'Math', 'JSON', 'NaN', 'Infinity',
        'undefined', 'isNaN', 'isFinite', 'parseFloat', 'parseInt', 'encodeURI', 'encodeURIComponent', 'decodeURI',
        'decodeURIComponent', 'eval', 'escape', 'unescape', 'Error', 'EvalError', 'RangeError', 'ReferenceError',
        'SyntaxError', 'TypeError', 'URIError', 'AggregateError', 'ArrayBuffer', 'Int8Array', 'Uint8Array',
        'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float16Array', 'Float32Array',
        'Float64Array', 'BigInt64Array', 'BigUint64Array', 'DataView', 'BigInt', 'Map', 'Set', 'WeakMap', 'WeakSet',
        'Symbol', 'Reflect', 'Proxy', 'Promise', 'Iterator', 'Intl', 'globalThis', 'console', 'print',
        ...ownKeys(skills),
    ]);
    for (const name of ownKeys(globalThis)) {
        if (typeof name === 'string' && !allowed.has(name)) delete globalThis[name];
    }
    if (!says) {
        delete globalThis.console;
        delete globalThis.print;
    }

    // ---------------------------------------------------------------- running the program

    let ended = 'pending';
    let thrown;
    let result = 'null';
    let closed = '';
    let lost = false;
    let lostReason;

    onUnhandledRejection((reason) => {
        if (!lost) lostReason = reason;
        lost = true;
    });

    function keep(value, implicit) {
        const copy = copying('the result', false);
        try {
            write(copy, value, null, '');
        } catch (error) {
            // Nobody asked for the value of the last line: that it is no data is no reason to call the run a failure.
            if (implicit) return;
            throw error;
        }
        result = copy.text;
        closed = copy.closed;
    }

    async function start(program, implicit) {
        try {
            const value = await program();
            keep(value, implicit);
            ended = 'completed';
        } catch (error) {
            ended = 'threw';
            thrown = error;
        }
    }

    function bounded(value, length) {
        return wellFormed(value.length > length ? slice(value, 0, length) + '…' : value);
    }

    /** Reads a member of something that was thrown and that may be anything. */
    function textOf(value, key, otherwise) {
        try {
            const text = value[key];
            return typeof text === 'string' ? text : otherwise;
        } catch {
            return otherwise;
        }
    }

    function describePlain(value) {
        try {
            if (typeof value === 'symbol') return 'Symbol(' + (nameOfSymbol(value) ?? '') + ')';
            if (typeof value === 'function') return 'a function was thrown';
            if (typeof value !== 'object' || value === null) return '' + value;
            const copy = copying('the error', false, 2000);
            write(copy, value, null, '');
            return copy.text;
        } catch {
            return 'an object was thrown';
        }
    }

    function describe(reason) {
        const isObject = typeof reason === 'object' && reason !== null;
        const name = isObject ? textOf(reason, 'name', 'Error') : 'Error';
        const message = (isObject ? textOf(reason, 'message', undefined) : undefined) ?? describePlain(reason);
        const failed = isObject ? (lookUp(failures, reason) ?? 0) : 0;
        return '["threw",' + stringify(bounded(name, 100)) + ',' + stringify(bounded(message, 2000)) + ',' + failed + ']';
    }

    function outcome() {
        if (ended === 'threw') return describe(thrown);
        if (lost) return describe(lostReason);
        if (ended === 'completed') return '["completed",' + result + ',[' + closed + ']]';
        return '["threw","Error","the program waits for a promise that nothing will settle",0]';
    }

    function begin(settingsText) {
        const settings = parse(settingsText);
        now = settings.now;
        maximumCharacters = settings.outputCharacters;
        maximumOfCall = settings.callCharacters;
        seed(settings.seed[0], settings.seed[1]);
    }

    return freeze({
        __proto__: null,
        begin,
        start: (program, implicit) => void start(program, implicit),
        outcome,
        reason: () => (ended === 'threw' ? thrown : lostReason),
    });
})
