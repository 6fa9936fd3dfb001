// attempt: throws a message that never comes
// must: reach STATEMENTS
throw {get message() { for (;;); }};
