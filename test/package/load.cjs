/**
 * Loads an unpacked package with n8n-core's own loader and prints the types that it found.
 * usage: NODE_PATH=<a folder with n8n-workflow alone> node load.cjs <path of n8n-core> <package>
 */
const [core, folder] = process.argv.slice(2);
const { createRequire } = require('node:module');

createRequire(`${core}/package.json`)('reflect-metadata');
const { PackageDirectoryLoader } = require(core);

(async () => {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	const nodes = Object.entries(loader.nodeTypes).map(([name, { type }]) => ({
		name,
		fields: type.description.properties.length,
	}));
	const credentials = Object.entries(loader.credentialTypes).map(([name, { type }]) => ({
		name,
		fields: type.properties.length,
	}));
	process.stdout.write(JSON.stringify({ nodes, credentials }));
})();
