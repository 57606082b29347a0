import { shownUrl } from '../../nodes/WhatsAppGateway/core/shownUrl';

const id = '3f0c2a1e-8d4b-4b7a-9c55-1e2d3c4b5a69';

test.each([
	[`https://n8n.example/webhook/${id}/webhook`, `https://n8n.example/webhook/${id}/webhook`],
	[`https://n8n.example/webhook/${id}/hard-to-guess-9471`, `https://n8n.example/webhook/${id}/…`],
	[`https://n8n.example/hooks/${id}/hard-to-guess-9471`, `https://n8n.example/hooks/${id}/…`],
	['https://n8n.example/webhook-test/abc/s3cret', 'https://n8n.example/webhook-test/abc/…'],
	['https://crm.example/whatsapp?token=s3cret', 'https://crm.example/whatsapp?…'],
	['https://me:s3cret@crm.example:8443/in', 'https://crm.example:8443/in'],
	['https://crm.example/in', 'https://crm.example/in'],
	['no address', 'an address that cannot be read'],
])('%s is shown as %s', (url, shown) => {
	expect(shownUrl(url)).toBe(shown);
});
