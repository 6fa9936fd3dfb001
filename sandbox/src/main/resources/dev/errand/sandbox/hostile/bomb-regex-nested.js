// attempt: matches nested repetitions
// must: reach WALL_TIME or reach MEMORY
/(x+x+)+\1y/.test('x'.repeat(60));
