/** The objects of a PDF with one page and these lines of text, as far as ASCII goes. */
function objectsOf(lines: readonly string[]): string[] {
	const shown = lines.map((line) => `(${line.replace(/[\\()]/g, String.raw`\$&`)}) Tj T*`);
	const text = `BT /F1 14 Tf 20 TL 60 760 Td ${shown.join(' ')} ET`;
	return [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	];
}

/** A small PDF with these lines of ASCII text, which every reader opens. */
export function pdfOf(lines: readonly string[]): Buffer {
	let file = '%PDF-1.4\n';
	const offsets: number[] = [];
	for (const [index, object] of objectsOf(lines).entries()) {
		offsets.push(file.length);
		file += `${index + 1} 0 obj\n${object}\nendobj\n`;
	}
	const size = offsets.length + 1;
	const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
	const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`;
	const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
	return Buffer.from(`${file}${table}${trailer}`, 'latin1');
}
