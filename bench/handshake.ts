import { serveGateway, type Tls } from './gateway';
import type { N8n } from './n8n';
import { learnRate, publishVariants, runRounds, type SendResult, type Setting } from './rounds';
import { saveCredentials, variantsAt } from './variants';
import type { Progress } from '../host/cli/progress';

/** The same sends over https, where each of n8n's requests begins with a handshake. */
export async function benchHandshake(
	n8n: N8n,
	tls: Tls,
	setting: Setting,
	progress: Progress,
): Promise<SendResult[]> {
	const gateway = await serveGateway(tls);
	try {
		const credentials = await saveCredentials(n8n.rest, gateway.url);
		await learnRate(n8n, credentials);
		const ids = ['send-text-50', 'http-request-default'];
		const variants = variantsAt(gateway.url, credentials).filter(({ id }) => ids.includes(id));
		const addresses = await publishVariants(n8n, gateway, variants, 50);
		return await runRounds(n8n, gateway, variants, addresses, setting, progress);
	} finally {
		await gateway.close();
	}
}
