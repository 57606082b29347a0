import axios from 'axios';

/** Sends the same messages without n8n, in a process of its own: the floor for Node and axios. */
async function main(url: string, count: number, parallel: number): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < count) {
			const index = next++;
			await axios.post(
				`${url}/v26.0/106540352242922/messages`,
				{
					messaging_product: 'whatsapp',
					recipient_type: 'individual',
					to: `49151${10_000_000 + index}`,
					type: 'text',
					text: { preview_url: false, body: `Your parcel ${index} arrives today.` },
				},
				{ proxy: false, headers: { authorization: 'Bearer bench-token' } },
			);
		}
	};
	const [started, before] = [performance.now(), process.cpuUsage()];
	await Promise.all(Array.from({ length: parallel }, worker));
	const { user, system } = process.cpuUsage(before);
	const wallMs = performance.now() - started;
	const peak = process.resourceUsage().maxRSS * 1024;
	process.stdout.write(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000, peak }));
}

const [url = '', count, parallel] = process.argv.slice(2);
void main(url, Number(count), Number(parallel));
