// attempt: loads a script from a place
// must: complete ["undefined","undefined","undefined","undefined"]
return [typeof load, typeof loadWithNewGlobal, typeof read, typeof readFile];
