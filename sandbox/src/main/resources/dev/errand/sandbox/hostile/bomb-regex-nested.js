// attempt: matches nested repetitions
// must: reach WALL_TIME
/(x+x+)+\1y/.test('x'.repeat(60));
