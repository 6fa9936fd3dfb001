// attempt: looks for Java names in every error it can make
// must: complete []
const attempts = [() => null.x, () => mail.nothing(), () => new (class { #a; static f(o) { return o.#a; } }).f, () => [].reduce((a) => a),
  () => 1n + 1, () => new Array(-1), () => 'x'.repeat(-1), () => JSON.parse('{'), () => decodeURIComponent('%'), () => Symbol() + '',
  () => mail.send(() => 1), () => mail.send(1n << 80n), () => new Intl.DateTimeFormat('nonsense-locale-xxxxxxxxxxxx'),
  () => new Date(NaN).toISOString(), () => mail.send('fail'), () => Reflect.construct(mail.send, []), () => new RegExp('(')];
const texts = attempts.map((attempt) => { try { return '' + attempt(); } catch (e) { return e.name + e.message + e.stack; } });
return texts.filter((text) => /java|graal|truffle|oracle|jackson|errand/i.test(text));
