// attempt: parses a deep text
// must: throw RangeError
JSON.parse('['.repeat(1000000) + ']'.repeat(1000000));
