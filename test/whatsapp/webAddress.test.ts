import {
	describeFilePage,
	describePrivateHost,
	encodeWebAddress,
} from '../../nodes/WhatsAppGateway/whatsapp/webAddress';

describe('a web address', () => {
	test.each([
		['https://a.example', 'https://a.example'],
		['https://A.example/x?y=%20#z', 'https://A.example/x?y=%20#z'],
		['  https://a.example/x  ', 'https://a.example/x'],
		['https://a.example/my file.pdf', 'https://a.example/my%20file.pdf'],
		['https://a.example/my%20file 2.pdf', 'https://a.example/my%20file%202.pdf'],
		[
			'https://a.example/Rechnung für März.pdf',
			'https://a.example/Rechnung%20f%C3%BCr%20M%C3%A4rz.pdf',
		],
		['https://a.example/?q=größe 1', 'https://a.example/?q=gr%C3%B6%C3%9Fe%201'],
		['https://müller.example/a', 'https://xn--mller-kva.example/a'],
		['https://a.example/"x"', 'https://a.example/%22x%22'],
	])('%j goes out as %j', (given, sent) => {
		expect(encodeWebAddress(given)).toBe(sent);
	});

	test.each([
		'',
		'a.example',
		'ftp://a.example',
		'https://',
		'https:// a.example',
		'http:///x',
		'mailto:a@a.example',
	])('is not %j', (given) => {
		expect(encodeWebAddress(given)).toBeNull();
	});
});

test.each([
	'http://localhost:3000/a.png',
	'http://127.0.0.1/a.png',
	'http://10.1.2.3/a.png',
	'https://192.168.0.10/a.png',
	'https://172.20.1.1/a.png',
	'https://169.254.1.1/a.png',
	'https://100.64.0.1/a.png',
	'http://[::1]/a.png',
	'http://[fe80::1]/a.png',
	'http://[fd00::1]/a.png',
	'http://[fec0::1]/a.png',
	'http://[::127.0.0.1]/a.png',
	'http://[::ffff:10.0.0.1]/a.png',
	'http://[::ffff:0:127.0.0.1]/a.png',
	'http://[64:ff9b::169.254.169.254]/a.png',
	'http://[2002:7f00:1::]/a.png',
	'http://[ff02::1]/a.png',
	'http://192.0.0.192/a.png',
	'http://198.18.0.1/a.png',
	'http://224.0.0.1/a.png',
	'http://255.255.255.255/a.png',
	'http://2130706433/a.png',
	'http://0x7f.1/a.png',
	'http://0/a.png',
	'http://nas.local/a.png',
	'http://n8n.internal/a.png',
	'http://minio:9000/a.png',
])('WhatsApp cannot reach %s', (url) => {
	expect(describePrivateHost(url)).toContain('only your own network reaches');
});

test.each([
	'https://a.example/x',
	'https://8.8.8.8/x',
	'https://172.32.0.1/x',
	'https://10.a.example/x',
	'https://192.0.1.1/x',
	'https://198.20.0.1/x',
	'https://223.255.0.1/x',
	'https://[2001:db8::1]/',
	'https://[2a00:1450::1]/',
	'https://[3fff::1]/',
])('WhatsApp may reach %s', (url) => {
	expect(describePrivateHost(url)).toBeNull();
});

test.each([
	['https://drive.google.com/file/d/1AbC/view?usp=sharing', 'Google Drive'],
	['https://drive.google.com/open?id=1AbC', 'Google Drive'],
	['https://docs.google.com/document/d/1AbC/edit', 'Google Docs'],
	['https://www.dropbox.com/scl/fi/x/a.pdf?rlkey=y&dl=0', 'Dropbox'],
	['https://www.dropbox.com/s/x/a.pdf', 'Dropbox'],
	['https://1drv.ms/b/s!AbC', 'OneDrive'],
	['https://onedrive.live.com/?id=AbC', 'OneDrive'],
	['https://acme.sharepoint.com/:b:/s/team/AbC?e=1', 'SharePoint'],
	['https://we.tl/t-AbC', 'WeTransfer'],
	['https://wetransfer.com/downloads/abc', 'WeTransfer'],
	['https://app.box.com/s/abc', 'Box'],
	['https://mega.nz/file/abc', 'MEGA'],
	['https://photos.app.goo.gl/abc', 'Google Photos'],
])('%s is a page of %s', (url, site) => {
	expect(describeFilePage(url)).toContain(`a page of ${site}, not a file`);
});

test.each([
	'https://drive.google.com/uc?export=download&id=1AbC',
	'https://docs.google.com/spreadsheets/d/1AbC/export?format=pdf',
	'https://www.dropbox.com/s/x/a.pdf?dl=1',
	'https://dl.dropboxusercontent.com/s/x/a.pdf',
	'https://onedrive.live.com/download?id=AbC',
	'https://acme.sharepoint.com/:b:/s/team/AbC?download=1',
	'https://shop.example/file/d/1/view',
])('%s may be a file', (url) => {
	expect(describeFilePage(url)).toBeNull();
});

test('an address with letters such as ü stays one, however often it is asked', () => {
	const wrong = Array.from({ length: 100_000 }, (_, at) =>
		encodeWebAddress(at % 2 === 0 ? 'https://müller.example/ü' : 'https://a.example/1'),
	).filter((address) => address === null);
	expect(wrong).toEqual([]);
});
