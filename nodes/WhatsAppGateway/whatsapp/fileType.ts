/** What the first bytes of a file are in some format. */
interface Signature {
	readonly type: string;
	readonly offset?: number;
	/** In hexadecimal, `..` for any byte. */
	readonly bytes: string;
	/** Types whose files begin alike, so that only the name tells them apart. */
	readonly also?: readonly string[];
}

const officeTypes = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	doc: 'application/msword',
	xls: 'application/vnd.ms-excel',
	ppt: 'application/vnd.ms-powerpoint',
} as const;

/** The types of files by the end of their names. */
const typesByExtension: Readonly<Record<string, string>> = {
	...officeTypes,
	pdf: 'application/pdf',
	txt: 'text/plain',
	csv: 'text/csv',
	json: 'application/json',
	xml: 'application/xml',
	html: 'text/html',
	md: 'text/markdown',
	ics: 'text/calendar',
	vcf: 'text/vcard',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	webp: 'image/webp',
	gif: 'image/gif',
	mp4: 'video/mp4',
	'3gp': 'video/3gpp',
	mp3: 'audio/mpeg',
	m4a: 'audio/mp4',
	aac: 'audio/aac',
	amr: 'audio/amr',
	ogg: 'audio/ogg',
	opus: 'audio/ogg',
	oga: 'audio/ogg',
	zip: 'application/zip',
};

/** Source of the numbers: https://mimesniff.spec.whatwg.org/ and the formats' own descriptions */
const signatures: readonly Signature[] = [
	{ type: 'image/jpeg', bytes: 'ffd8ff' },
	{ type: 'image/png', bytes: '89504e470d0a1a0a' },
	{ type: 'image/gif', bytes: '47494638' },
	{ type: 'image/webp', bytes: '52494646........57454250' },
	{ type: 'application/pdf', bytes: '255044462d' },
	{ type: 'audio/ogg', bytes: '4f676753' },
	{ type: 'audio/amr', bytes: '2321414d52' },
	{ type: 'audio/wav', bytes: '52494646........57415645' },
	{ type: 'audio/mpeg', bytes: '494433', also: ['audio/aac'] },
	{ type: 'audio/mpeg', bytes: 'fffb' },
	{ type: 'audio/mpeg', bytes: 'fff3' },
	{ type: 'audio/mpeg', bytes: 'fff2' },
	{ type: 'audio/aac', bytes: 'fff1' },
	{ type: 'audio/aac', bytes: 'fff9' },
	{ type: 'video/3gpp', offset: 4, bytes: '66747970336770', also: ['audio/3gpp', 'video/mp4'] },
	{ type: 'audio/mp4', offset: 4, bytes: '667479704d3441', also: ['video/mp4'] },
	{ type: 'video/quicktime', offset: 4, bytes: '667479707174' },
	{ type: 'image/heic', offset: 4, bytes: '6674797068656963' },
	{ type: 'video/mp4', offset: 4, bytes: '66747970', also: ['audio/mp4', 'video/3gpp'] },
	{
		type: 'application/zip',
		bytes: '504b0304',
		also: [officeTypes.docx, officeTypes.xlsx, officeTypes.pptx, 'application/epub+zip'],
	},
	{
		type: 'application/x-ole-storage',
		bytes: 'd0cf11e0a1b11ae1',
		also: [officeTypes.doc, officeTypes.xls, officeTypes.ppt],
	},
];

function hasSignature(data: Buffer, { offset = 0, bytes }: Signature): boolean {
	const given = data.subarray(offset, offset + bytes.length / 2).toString('hex');
	return new RegExp(`^${bytes}$`).test(given);
}

/** The type by the end of a file's name; `null` for one that is not known. */
function typeOfName(name: string): string | null {
	const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
	return Object.hasOwn(typesByExtension, extension) ? (typesByExtension[extension] ?? null) : null;
}

/** The parts that name an Office document inside of its archive. */
const officeParts: ReadonlyArray<readonly [string, string]> = [
	['word/', officeTypes.docx],
	['xl/', officeTypes.xlsx],
	['ppt/', officeTypes.pptx],
];

/** Bytes at the beginning that are looked at. */
const headLength = 4096;

function isText(data: Buffer): boolean {
	const head = data.subarray(0, headLength).toString('utf8');
	// A letter may be cut in two at the end.
	return !head.slice(0, -1).includes('\uFFFD') && !head.includes('\0');
}

/** Types that say nothing, or only how the bytes are packed. */
const unknownTypes = [
	...['', 'application/octet-stream', 'binary/octet-stream', 'application/unknown'],
	...['application/zip', 'application/x-zip-compressed', 'application/x-ole-storage'],
];

/** Types of text that have no `text/` in front. */
const textTypes = /^(?:text\/|application\/(?:.*\+)?(?:json|xml|yaml|x-yaml|javascript|csv|rtf)$)/;

/** Whether a file of this type is readable text. */
export function isTextType(type: string): boolean {
	return textTypes.test(type);
}

/** Formats of bytes, which no text is. */
const binaryTypes: ReadonlySet<string> = new Set(
	signatures.flatMap(({ type, also = [] }) => [type, ...also]),
);

/** A page or a drawing by its first characters: what a download gives where it needs a login. */
const markup: ReadonlyArray<readonly [RegExp, string]> = [
	[/^\ufeff?\s*(?:<!--.{0,500}?-->\s*)?(?:<!doctype html|<html|<head|<body)\b/is, 'text/html'],
	[/^\ufeff?\s*(?:<\?xml.{0,500}?\?>\s*)?(?:<!doctype svg.{0,500}?>\s*)?<svg\b/is, 'image/svg+xml'],
];

/** The type of a page or a drawing that calls itself something else; `null` for every other file. */
function unmask(type: string, data: Buffer): string | null {
	if (!binaryTypes.has(type)) return null;
	const head = data.subarray(0, headLength).toString('utf8');
	return markup.find(([pattern]) => pattern.test(head))?.[1] ?? null;
}

/** What a file's first bytes show: a type, and those that begin alike; `null` if they show nothing. */
function detect(data: Buffer): { type: string; also: readonly string[] } | null {
	const found = signatures.find((signature) => hasSignature(data, signature));
	return found === undefined ? null : { type: found.type, also: found.also ?? [] };
}

/** The type of a file by what it is called and by the bytes that formats begin with. */
function nameType(type: string, name: string, data: Buffer): string | null {
	const shown = detect(data);
	const isUnknown = unknownTypes.includes(type);
	if (!isUnknown && (shown === null || shown.type === type || shown.also.includes(type))) {
		return type;
	}
	const named = typeOfName(name);
	if (shown === null) return named ?? (isText(data) ? 'text/plain' : null);
	if (named !== null && shown.also.includes(named)) return named;
	if (shown.type !== 'application/zip') return shown.type;
	const head = data.subarray(0, headLength).toString('latin1');
	return officeParts.find(([part]) => head.includes(part))?.[1] ?? shown.type;
}

/**
 * The real type of a file: the given one, unless it says nothing or the first bytes show another one.
 * `null` where nothing tells.
 */
export function realType(type: string, name: string, data: Buffer): string | null {
	const called = nameType(type, name, data);
	return called === null ? null : (unmask(called, data) ?? called);
}

/** Whether a file that turned out to be a page was meant to be one. */
export function isMeantAsPage(type: string, name: string): boolean {
	return isTextType(type) || typeOfName(name) === 'text/html';
}

/** Whether an OGG file holds Opus, the only codec that WhatsApp plays in one. */
export function isOpus(data: Buffer): boolean {
	return data.subarray(0, headLength).includes('OpusHead');
}

/** Whether a WebP picture moves: its extended header says so. */
export function isAnimatedWebp(data: Buffer): boolean {
	const animationFlag = 0x02;
	const flagsOffset = 20;
	return (
		data.subarray(12, 16).toString('latin1') === 'VP8X' &&
		((data[flagsOffset] ?? 0) & animationFlag) !== 0
	);
}
