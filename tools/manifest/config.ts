import {
  defaultsInStyles,
  defaultsInWords,
  partsOfParts,
  publicOnly,
  wordsBehindNames,
} from './plugins.js';

export default {
  globs: ['src/klarna-checkout.ts', 'src/parts/*.ts', 'src/define.ts', 'src/endpoint/contract.ts'],
  litelement: true,
  dependencies: false,
  packagejson: false,
  plugins: [wordsBehindNames(), defaultsInWords(), defaultsInStyles(), publicOnly, partsOfParts],
};
