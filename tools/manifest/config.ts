import {
  defaultsInStyles,
  defaultsInWords,
  detailReferences,
  partsOfParts,
  publicOnly,
  switches,
  wordsBehindNames,
} from './plugins.js';

export default {
  globs: ['src/klarna-checkout.ts', 'src/parts/*.ts', 'src/define.ts', 'src/endpoint/contract.ts'],
  litelement: true,
  dependencies: false,
  packagejson: false,
  plugins: [
    wordsBehindNames(),
    defaultsInWords(),
    defaultsInStyles(),
    switches,
    detailReferences,
    publicOnly,
    partsOfParts,
  ],
};
