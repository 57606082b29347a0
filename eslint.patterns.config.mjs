// For patterns in what is shipped: a hostile text must not make one of them slow. It stands apart from
// eslint.config.mjs, which n8n's verification wants unchanged.
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

export default tseslint.config({
	files: ['**/*.ts'],
	languageOptions: { parser: tseslint.parser },
	linterOptions: { reportUnusedDisableDirectives: 'off' },
	plugins: { regexp },
	rules: {
		'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
		'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
	},
});
