// attempt: asks the formatter for the machine's time
// must: complete ["2026","2026"]
const format = new Intl.DateTimeFormat('en', {year: 'numeric'});
return [format.format(), format.formatToParts().find((part) => part.type === 'year').value];
