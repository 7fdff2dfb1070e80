// npm run build: the program as it is published, in dist/. The process tests call it before they begin.
import { buildProgram } from './build/program.ts';

export default buildProgram;

if (import.meta.main) await buildProgram();
