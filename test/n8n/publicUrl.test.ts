import { isPublicUrl } from '../../nodes/WhatsAppGateway/n8n/publicUrl';

test.each<[string, boolean]>([
	['https://n8n.example.com/webhook/x', true],
	['https://n8n.example.com:8443/', true],
	['http://n8n.example.com/', false],
	['https://localhost/', false],
	['http://127.0.0.1:5678/', false],
	['https://192.168.1.5/', false],
	['https://172.20.0.5/', false],
	['https://172.33.0.5/', true],
	['https://10.1.2.3/', false],
	['https://n8n/', false],
	['https://n8n.local/', false],
	['https://[::1]/', false],
	['', false],
	['n8n.example.com', false],
])('%s is public: %p', (address, expected) => {
	expect(isPublicUrl(address)).toBe(expected);
});
