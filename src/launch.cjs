#!/usr/bin/env node
'use strict';
// The package's command. Checks the Node it runs on before anything else is imported: the program itself would end
// in the middle of its work, with a fault that names none of this. Plain JavaScript that an old Node parses.
var nodeProblem = require('./node-version.cjs').nodeProblem;
var manifest = require('fs').readFileSync(require('path').join(__dirname, '../package.json'), 'utf8');
var problem = nodeProblem(process.version, JSON.parse(manifest).engines.node);
if (problem === null) {
  import('./bin.ts');
} else {
  process.stderr.write('error ' + problem + '\n');
  process.exitCode = 1;
}
