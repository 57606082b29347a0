const hex = (...parts: string[]) => Buffer.from(parts.join(''), 'hex');
const text = (words: string) => Buffer.from(words);

/** First bytes of files, after the formats' own descriptions. */
export const bytes = {
	jpeg: hex('ffd8ffe000104a464946'),
	png: hex('89504e470d0a1a0a0000000d49484452'),
	gif: text('GIF89a'),
	webp: Buffer.concat([text('RIFF'), hex('24000000'), text('WEBPVP8 ')]),
	pdf: text('%PDF-1.7\n'),
	mp4: Buffer.concat([hex('00000018'), text('ftypisom')]),
	m4a: Buffer.concat([hex('00000018'), text('ftypM4A ')]),
	'3gp': Buffer.concat([hex('00000018'), text('ftyp3gp5')]),
	mp3: hex('fffb9064'),
	id3: text('ID3\u0004'),
	aac: hex('fff15080'),
	amr: text('#!AMR\n'),
	opus: Buffer.concat([text('OggS'), Buffer.alloc(24), text('OpusHead')]),
	docx: Buffer.concat([hex('504b0304'), Buffer.alloc(26), text('word/document.xml')]),
	xlsx: Buffer.concat([hex('504b0304'), Buffer.alloc(26), text('xl/workbook.xml')]),
	zip: Buffer.concat([hex('504b0304'), Buffer.alloc(26), text('a.txt')]),
	ole: hex('d0cf11e0a1b11ae1'),
	csv: text('name;city\nMüller;Köln\n'),
	unknown: hex('00010203ff'),
};
