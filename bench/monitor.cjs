/**
 * Loaded into n8n before n8n itself (`node --require`): answers what n8n's process has used, and points
 * n8n's own WhatsApp node, whose address is fixed, to the bench's gateway.
 */
const http = require('node:http');
const Module = require('node:module');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout } = require('node:timers');

const { BENCH_MONITOR_PORT: port, BENCH_GRAPH_URL: graph } = process.env;

if (graph) {
	const compile = Module.prototype._compile;
	Module.prototype._compile = function (source, file, ...rest) {
		const changed = /WhatsApp[/\\]GenericFunctions\.js$/.test(file)
			? source.replaceAll('https://graph.facebook.com', graph)
			: source;
		return compile.call(this, changed, file, ...rest);
	};
}

const delay = monitorEventLoopDelay({ resolution: 2 });
delay.enable();

const server = http.createServer((_request, response) => {
	const { user, system } = process.cpuUsage();
	const { rss, heapUsed } = process.memoryUsage();
	// The first answer after a stretch may come before the histogram has seen it.
	setTimeout(() => {
		response.end(
			JSON.stringify({ cpuMs: (user + system) / 1000, longestMs: delay.max / 1e6, rss, heapUsed }),
		);
		delay.reset();
	}, 10);
});
server.listen(Number(port), '127.0.0.1');
server.unref();
