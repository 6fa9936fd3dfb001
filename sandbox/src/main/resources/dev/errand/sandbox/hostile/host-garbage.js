// attempt: watches the collector
// must: complete ["undefined","undefined"]
return [typeof WeakRef, typeof FinalizationRegistry];
