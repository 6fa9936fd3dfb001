// attempt: counts the global names that do not belong
// must: complete []
const known = new Set(['mail', 'files', 'user', 'console', 'print', 'Object', 'Function', 'Array', 'String', 'Date', 'Number',
  'Boolean', 'RegExp', 'Math', 'JSON', 'NaN', 'Infinity', 'undefined', 'isNaN', 'isFinite', 'parseFloat', 'parseInt',
  'encodeURI', 'encodeURIComponent', 'decodeURI', 'decodeURIComponent', 'eval', 'escape', 'unescape', 'Error', 'EvalError',
  'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'AggregateError', 'ArrayBuffer', 'Int8Array',
  'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float16Array',
  'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'DataView', 'BigInt', 'Map', 'Set', 'WeakMap',
  'WeakSet', 'Symbol', 'Reflect', 'Proxy', 'Promise', 'Iterator', 'Intl', 'globalThis']);
return Reflect.ownKeys(globalThis).filter((name) => typeof name === 'string' && !known.has(name));
