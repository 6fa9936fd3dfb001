// attempt: constructs a function without naming it
// must: throw EvalError
Reflect.construct(Object.getPrototypeOf(() => 1).constructor, ['user.say("ESCAPED")'])();
