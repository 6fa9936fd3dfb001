// attempt: calls the host at the end of the stack
// must: reach CALLS
const f = () => { try { return f(); } catch (e) { user.ask('deep'); throw e; } };
try { f(); } catch {}
return 'went on';
