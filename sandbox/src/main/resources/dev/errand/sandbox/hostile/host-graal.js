// attempt: looks for the engine's own object
// must: complete ["undefined","undefined","undefined"]
return [typeof Graal, typeof Debug, typeof polyglot];
