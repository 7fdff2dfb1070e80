'use strict';
// Plain JavaScript that even Node 8 parses (no import, no arrow, no template): it runs on the Node that is too old.

/**
 * What to tell a person whose Node is too old for this package, in one line; null where it will do.
 * `version` is as Node writes it (`v20.20.2`), `range` as `engines.node` of package.json does (`>=24`, `>=24.3`).
 */
function nodeProblem(version, range) {
  var floor = numbersOf(range);
  var found = numbersOf(version);
  if (found[0] > floor[0] || (found[0] === floor[0] && found[1] >= floor[1])) return null;
  return (
    'woo-odoo needs Node ' +
    (floor[1] === 0 ? floor[0] : floor.join('.')) +
    ' or later, and this is ' +
    version +
    '. Install it from https://nodejs.org (or: nvm install ' +
    floor[0] +
    '), then run the command again.'
  );
}

/** Major and minor number. */
function numbersOf(text) {
  var parts = /(\d+)(?:\.(\d+))?/.exec(text);
  return [Number(parts[1]), Number(parts[2] || 0)];
}

exports.nodeProblem = nodeProblem;
