#!/usr/bin/env node
'use strict';
// The package's command. Checks the Node it runs on before anything else is imported: the program itself would end
// in the middle of its work, with a fault that names none of this. Plain JavaScript that an old Node parses.
var nodeProblem = require('./node-version.cjs').nodeProblem;
var manifest = JSON.parse(
  require('fs').readFileSync(require('path').join(__dirname, '../package.json'), 'utf8'),
);
var problem = nodeProblem(process.version, manifest.engines.node);
var args = process.argv.slice(2);
if (problem !== null) {
  process.stderr.write('error ' + problem + '\n');
  process.exitCode = 1;
} else if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // Answered without the program, of which nothing needs to be loaded for it.
  process.stdout.on('error', function () {});
  process.stdout.write(manifest.version + '\n');
} else {
  require('./heap-growth.cjs').limitHeapGrowth();
  import('./bin.ts');
}
