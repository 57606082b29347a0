// For what is shipped: a hostile text must not make a pattern slow, and Node must not be wrong. It stands apart from
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
		'no-restricted-properties': [
			'error',
			{ object: 'URL', property: 'canParse', message: 'Use parseUrl: Node 20 is wrong about ü.' },
		],
		'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
	},
});
