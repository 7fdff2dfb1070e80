'use strict';
// Plain JavaScript like launch.cjs, which calls it before anything is imported: what is allocated before is not limited.

/** What a person sets of the heap, in `NODE_OPTIONS` or as an argument of Node, is left as it is. */
var OWN_SETTING = /-(semi-space|old-space|heap)-|--optimize-for-size/;

/**
 * Makes Node collect garbage before it asks the system for more memory: the heap grows by a third of what is in use instead of
 * two or three times, and the space for new objects stays at its first size. Sets no limit: a heap that needs more gets it.
 * Measured in docs/performance.md; V8 reads these flags each time it lets the heap grow, so that they work in a process that runs.
 */
function limitHeapGrowth() {
  var given = process.execArgv.concat(process.env.NODE_OPTIONS || '').join(' ');
  if (OWN_SETTING.test(given.replace(/_/g, '-'))) return;
  var v8 = require('v8');
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  v8.setFlagsFromString('--heap-growing-percent=30');
}

exports.limitHeapGrowth = limitHeapGrowth;
