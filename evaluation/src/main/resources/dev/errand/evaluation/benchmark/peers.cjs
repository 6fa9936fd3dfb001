// Sandboxes from npm, given the work that Errand's is measured with. Prints one JSON document.
//   node peers.cjs warm PEER REPETITIONS WORKFLOW     node peers.cjs cold PEER WORKFLOW
// In WORKFLOW, `#` stands for a number that makes each source text a new one; `call(name, argument)` asks the host.
'use strict';

const ANSWER = JSON.stringify([{ id: 'a-1', name: 'Car title', email: 'claims@insurance.example', text: 'x'.repeat(200) }]);
const MEMORY = 64 << 20;
const host = () => ANSWER;
const wrapped = (code) => `const call = (name, argument) => JSON.parse(host(name, JSON.stringify(argument)));\n${code}`;

const isolated = () => {
  const ivm = require('isolated-vm');
  return {
    run(code, timeout) {
      const isolate = new ivm.Isolate({ memoryLimit: MEMORY >> 20 });
      try {
        const context = isolate.createContextSync();
        context.global.setSync('host', new ivm.Callback(host));
        return isolate.compileScriptSync(wrapped(code)).runSync(context, { timeout });
      } finally {
        if (!isolate.isDisposed) isolate.dispose();
      }
    },
  };
};

const quickjs = async () => {
  const { getQuickJS } = require('quickjs-emscripten');
  const engine = await getQuickJS();
  return {
    run(code, timeout) {
      const context = engine.newContext();
      try {
        context.runtime.setMemoryLimit(MEMORY);
        const end = Date.now() + timeout;
        context.runtime.setInterruptHandler(() => Date.now() > end);
        const asked = context.newFunction('host', () => context.newString(host()));
        context.setProp(context.global, 'host', asked);
        asked.dispose();
        const value = context.unwrapResult(context.evalCode(wrapped(code)));
        const said = context.dump(value);
        value.dispose();
        return said;
      } finally {
        try {
          context.dispose();
        } catch (_) {
          // An engine that ran out of memory cannot always be taken apart.
        }
      }
    },
  };
};

const PEERS = { 'isolated-vm': isolated, 'quickjs-emscripten': quickjs };

const percentile = (times, percent) => {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(1000 * sorted[Math.max(1, Math.ceil((percent / 100) * sorted.length)) - 1]) / 1000;
};

const timed = (action) => {
  const from = process.hrtime.bigint();
  action();
  return Number(process.hrtime.bigint() - from) / 1e6;
};

const ended = (peer, code) => {
  let error = 'none';
  const millis = timed(() => {
    try {
      peer.run(code, 1000);
    } catch (thrown) {
      error = String(thrown && thrown.message).slice(0, 80);
    }
  });
  return { ms: Math.round(millis), error, hostMegabytes: process.memoryUsage().rss >> 20 };
};

const warm = (peer, repetitions, workflow) => {
  const times = [];
  let cpu;
  for (let i = -20; i < repetitions; i++) {
    if (i === 0) cpu = process.cpuUsage();
    const time = timed(() => peer.run(workflow.replaceAll('#', i + 20), 10000));
    if (i >= 0) times.push(time);
  }
  cpu = process.cpuUsage(cpu);
  const loop = (count) => {
    const code = (i) => `let n = ${i}; for (let i = 0; i < ${count}; i++) n += call('a', i).length; n`;
    const all = [];
    for (let i = 0; i < Math.max(3, repetitions / 5); i++) all.push(timed(() => peer.run(code(i), 10000)));
    return percentile(all, 50);
  };
  return {
    runP50Ms: percentile(times, 50),
    runP99Ms: percentile(times, 99),
    cpuPerRunMs: Math.round((cpu.user + cpu.system) / repetitions) / 1000,
    callMicros: Math.round((loop(200) - loop(0)) * 50) / 10,
    endlessLoop: ended(peer, 'while (true) {}'),
    arrayBomb: ended(peer, 'const a = []; while (true) a.push(new Array(10000).fill(1));'),
  };
};

(async () => {
  const [what, name, ...rest] = process.argv.slice(2);
  const peer = await PEERS[name]();
  const result = what === 'warm' ? warm(peer, Number(rest[0]), rest[1]) : { said: peer.run(rest[0], 10000) };
  console.log(JSON.stringify(result));
})();
