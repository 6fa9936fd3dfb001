// attempt: calls itself and goes on
// must: complete "went on"
const f = () => f(); try { f(); } catch (e) { return 'went on'; }
