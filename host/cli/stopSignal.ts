import { HostFault } from '../fault';

/** Aborts on Ctrl-C, on SIGTERM or SIGHUP, and when the shell that started this process is gone. */
export function stopSignal(): AbortSignal {
	const controller = new AbortController();
	const stop = () => controller.abort(new HostFault('Stopped.'));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
	// npm passes no signal on to what it started, so the end of the parent process counts as one.
	const parent = process.ppid;
	setInterval(() => process.ppid !== parent && stop(), 1000).unref();
	return controller.signal;
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', () => resolve(), { once: true });
	});
}
