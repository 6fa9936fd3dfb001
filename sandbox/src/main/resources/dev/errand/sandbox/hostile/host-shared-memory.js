// attempt: builds a clock of shared memory
// must: complete ["undefined","undefined","undefined"]
return [typeof SharedArrayBuffer, typeof Atomics, typeof WebAssembly];
