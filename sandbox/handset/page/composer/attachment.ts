/** A file that is about to be sent. */
export interface Attachment {
	readonly name: string;
	/** Its address in this page, if it is a picture. */
	readonly preview: string | null;
	/** As the sandbox takes it. */
	readonly media: {
		readonly type: 'image' | 'video' | 'audio' | 'document' | 'sticker';
		readonly mimeType: string;
		readonly fileName?: string;
		readonly bytes: number;
		/** Base64; absent for a file that is too large to be carried: it is made up then. */
		readonly data?: string;
	};
}

/** The sandbox takes 1 MB of JSON, and Base64 makes four characters of three bytes. */
const maxBytes = 700_000;

const types = ['image', 'video', 'audio'] as const;

function typeOf({ type }: File): Attachment['media']['type'] {
	return types.find((one) => type.startsWith(`${one}/`)) ?? 'document';
}

/** A picture in a size that a phone would send it in. */
async function smaller(file: File): Promise<Blob> {
	const picture = await createImageBitmap(file);
	const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
	const canvas = document.createElement('canvas');
	canvas.width = Math.round(picture.width * scale);
	canvas.height = Math.round(picture.height * scale);
	canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
	return await new Promise((resolve) =>
		canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.8),
	);
}

async function base64(blob: Blob): Promise<string> {
	const bytes = new Uint8Array(await blob.arrayBuffer());
	let text = '';
	for (let at = 0; at < bytes.length; at += 8192) {
		text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	}
	return btoa(text);
}

/** A file as it is sent: a large picture made smaller, as a phone does. */
export async function readAttachment(file: File): Promise<Attachment> {
	const type = typeOf(file);
	const isLarge = file.size > maxBytes;
	const blob: Blob = type === 'image' && isLarge ? await smaller(file).catch(() => file) : file;
	const fits = blob.size > 0 && blob.size <= maxBytes;
	return {
		name: file.name,
		preview: type === 'image' ? URL.createObjectURL(blob) : null,
		media: {
			type,
			mimeType: blob.type || 'application/octet-stream',
			...(type === 'document' && { fileName: file.name || 'file' }),
			bytes: Math.max(1, blob.size),
			...(fits && { data: await base64(blob) }),
		},
	};
}
