// attempt: matches with backtracking
// must: reach WALL_TIME
/^(?=(a+)+$)\1*b/.test('a'.repeat(40) + '!'); /^((a+)+)\2$/.test('a'.repeat(40) + '!');
