// attempt: makes a realm of its own
// must: complete ["undefined","undefined"]
return [typeof ShadowRealm, typeof Realm];
