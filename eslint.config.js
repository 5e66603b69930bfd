import js from '@eslint/js';
import globals from 'globals';
import * as lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import * as wc from 'eslint-plugin-wc';
import ts from 'typescript-eslint';

const plugin = (module) => module.default ?? module;

export default ts.config(
  {
    ignores: [
      'dist/',
      'demo-dist/',
      'artifacts/',
      'reports/',
      '.stryker-tmp/',
      'coverage/',
      // Compiled against the packed package, in a project of their own.
      'demo/frameworks/',
      'test/package/',
      // Built by projects of their own.
      'demo/integrations/*/dist/',
      'demo/integrations/*/.medusa/',
    ],
  },
  js.configs.recommended,
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: globals.node } },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'demo/**/*.ts', 'bench/**/*.ts', 'tools/**/*.ts'],
    extends: [
      ...ts.configs.strictTypeChecked,
      plugin(wc).configs['flat/recommended'],
      plugin(wc).configs['flat/best-practice'],
      plugin(lit).configs['flat/recommended'],
    ],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends' },
      ],
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    // Without the packages of the shop systems nothing is known of their types.
    files: ['demo/integrations/**/*.ts'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/no-unsafe-declaration-merging': 'off',
    },
  },
  {
    files: ['demo/integrations/*/page/*.js'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['bench/stage/*.js', 'bench/textbook/*.js'],
    languageOptions: { globals: { ...globals.browser, Klarna: 'readonly' } },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // node:test's describe and it return promises that the runner itself awaits.
      '@typescript-eslint/no-floating-promises': 'off',
    },
  },
);
