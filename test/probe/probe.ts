import axios from 'axios';

import type { Rest } from '../../host/rest/rest';
import { publish, saveWorkflow } from '../../host/rest/workflows';
import { webhookWorkflow } from '../host/host';
import { openBarrier, servePosts } from './gate';
import { probeType } from './installProbe';
import type { ProbeAnswer, ProbeReport, ProbeRequest } from './KeyStoreProbe.node';

/** An n8n with the probe. */
export interface ProbedN8n {
	readonly rest: Rest;
	/** The addresses of the processes that serve webhooks. */
	readonly webhookUrls: readonly string[];
}

/** A published workflow with the probe: each run is one request. Its keys are its own. */
export interface Probe {
	readonly workflowId: string;
	/** Throws if the action does. */
	run(request: ProbeRequest): Promise<ProbeAnswer>;
	/** Runs all of them, which reach their action at once, through each webhook process in turn. */
	runAtOnce(requests: readonly ProbeRequest[]): Promise<ProbeAnswer[]>;
	/** Starts a run whose process is to be killed before it answers. */
	begin(request: ProbeRequest): Promise<void>;
}

/** Publishes a probe. */
export async function publishProbe({ rest, webhookUrls }: ProbedN8n, name: string): Promise<Probe> {
	const path = `probe-${name.replace(/\W+/g, '-')}`;
	const file = webhookWorkflow(`Probe ${name}`, path, {
		id: `probe-${name}`,
		name: 'Probe',
		type: probeType,
		typeVersion: 1,
		position: [200, 0],
		parameters: {},
	});
	const [hook, probe] = file.nodes;
	const parameters = { ...hook?.parameters, responseMode: 'onReceived' };
	const nodes = [{ ...hook, parameters }, probe] as typeof file.nodes;
	const saved = await saveWorkflow(rest, { ...file, nodes });
	await publish(rest, saved);

	// The probe reports by itself: in queue mode, n8n's own answer passes through three processes.
	const waiting = new Map<number, (report: ProbeReport) => void>();
	const reportTo = await servePosts((body, response) => {
		const report = body as ProbeReport;
		waiting.get(report.run)?.(report);
		response.end('{}');
	});
	let runs = 0;
	const begin = async (request: ProbeRequest) => {
		const run = runs++;
		const report = new Promise<ProbeReport>((resolve) => waiting.set(run, resolve));
		const url = `${webhookUrls[run % webhookUrls.length]}/webhook/${path}`;
		await axios.post(url, { ...request, run, reportTo }, { proxy: false });
		return { report };
	};
	const run = async (request: ProbeRequest): Promise<ProbeAnswer> => {
		const { answer, fault } = await (await begin(request)).report;
		if (answer === undefined) throw new Error(fault);
		return answer;
	};
	return {
		workflowId: saved.id,
		run,
		async runAtOnce(requests) {
			const { url } = await openBarrier(requests.length);
			return await Promise.all(
				requests.map(async (request) => await run({ ...request, gate: url })),
			);
		},
		begin: async (request) => void (await begin(request)),
	};
}
