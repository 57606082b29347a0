import { gateways } from '../../../nodes/WhatsAppGateway/gateways';
import { readRequestPath } from '../../../nodes/WhatsAppGateway/operations/account/requestPath';

const account = {
	baseUrl: 'https://gateway.example/api',
	defaultCountry: 'DE',
	phoneNumberId: '1065',
	graphApiVersion: 'v26.0',
};
const gateway = { fields: gateways.find(({ id }) => id === 'metaCloud')?.fields ?? [] };
const read = (text: string, query: Array<[string, string]> = []) =>
	readRequestPath(text, query, account, gateway);

test.each([
	['/contacts', '/contacts'],
	['contacts/', '/contacts'],
	[' /contacts/7 ', '/contacts/7'],
	['/contacts?page=2&tag=a%20b', '/contacts?page=2&tag=a+b'],
	['/{graphApiVersion}/{phoneNumberId}/messages', '/v26.0/1065/messages'],
	['/contacts/a%2Fb', '/contacts/a%2Fb'],
	['/discount/100%', '/discount/100%25'],
	['/a#b', '/a%23b'],
	['@attacker.example/x', '/%40attacker.example/x'],
])('%s is the path %s', (text, path) => {
	expect(read(text)).toBe(path);
});

test('the query keeps its order and names that stand there twice', () => {
	const query: Array<[string, string]> = [
		['ids[]', '1'],
		['ids[]', '2'],
		['q', 'a&b'],
	];
	expect(read('/contacts?a=1', query)).toBe('/contacts?a=1&ids%5B%5D=1&ids%5B%5D=2&q=a%26b');
});

test.each([
	['/templates?agent={phoneNumberId}', '/templates?agent=1065'],
	['/a?v={graphApiVersion}&id=x{phoneNumberId}', '/a?v=v26.0&id=x1065'],
	// Meta's own braces, and what is no field of the credential.
	['/a?fields=phone_numbers{id}', '/a?fields=phone_numbers%7Bid%7D'],
	['/a?to={baseUrl}', '/a?to=%7BbaseUrl%7D'],
])('in the query of %s, fields of the credential are filled in: %s', (text, path) => {
	expect(read(text)).toBe(path);
});

test('the parameters of the query stay as they are written', () => {
	expect(read('/a', [['id', '{phoneNumberId}']])).toBe('/a?id=%7BphoneNumberId%7D');
});

test.each([
	'https://attacker.example/x',
	'//attacker.example/x',
	'\\\\attacker.example\\x',
	'/\\attacker.example',
	'javascript:alert(1)',
	' HTTP://attacker.example',
])('%s is refused, because it names a host', (text) => {
	expect(() => read(text)).toThrow('the gateway’s own host only');
});

test.each([
	'/../admin',
	'/a/./b',
	'/a/%2e%2e/b',
	'/a/%2E./b',
	'/a/..%2f..%2fadmin',
	'/a\\..\\b',
	'/a/ .. /b',
	'..',
])('%s is refused, because it leads to another folder', (text) => {
	expect(() => read(text)).toThrow('leads to another folder');
});

test.each(['/', '/a//b', '/a/ /b'])('%s is refused, because a part of it is empty', (text) => {
	expect(() => read(text)).toThrow('an empty part');
});

test('slashes in the query are the query’s own', () => {
	expect(read('/contacts/?next=//a')).toBe('/contacts?next=%2F%2Fa');
});

test('a field that is empty in the credential leaves no empty part', () => {
	const empty = { ...account, phoneNumberId: ' ' };
	expect(() => readRequestPath('/{phoneNumberId}/messages', [], empty, gateway)).toThrow(
		'empty part',
	);
});

test('a value of the credential cannot lead elsewhere', () => {
	const odd = { ...account, phoneNumberId: '../other' };
	expect(() => readRequestPath('/{phoneNumberId}/messages', [], odd, gateway)).toThrow(
		'another folder',
	);
});

test('names the fields that the credential has, and no common ones', () => {
	expect(() => read('/{baseUrl}/x')).toThrow('has {baseUrl}');
});
