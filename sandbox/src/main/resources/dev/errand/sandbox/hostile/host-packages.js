// attempt: walks through package globals
// must: complete ["undefined","undefined","undefined","undefined"]
return [typeof Packages, typeof java, typeof javax, typeof com];
