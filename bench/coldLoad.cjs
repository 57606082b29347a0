/** Prints how many milliseconds the package takes to load where n8n-workflow is loaded already. */
const path = require('node:path');
const { performance } = require('node:perf_hooks');

const folder = process.argv[2];
const { n8n } = require(path.join(folder, 'package.json'));
require('n8n-workflow');
const started = performance.now();
for (const file of [...n8n.credentials, ...n8n.nodes]) {
	for (const Type of Object.values(require(path.join(folder, file)))) new Type();
}
process.stdout.write(String(performance.now() - started));
