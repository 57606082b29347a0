import { list, of, type OperationRuns } from './operationRun';

export const mediaRuns: OperationRuns = {
	'media:upload': {
		parameters: { uploadSource: 'binary', binaryPropertyName: 'data' },
		item: { id: expect.any(String), mimeType: 'application/pdf', fileName: 'invoice.pdf' },
	},
	'media:getAll': {
		parameters: list,
		item: { id: expect.any(String), kind: 'document', fileName: 'invoice.pdf' },
	},
	'media:get': {
		parameters: { mediaId: of('media:upload', 'id') },
		item: { url: expect.stringMatching(/^http/), mimeType: 'application/pdf' },
	},
	'media:download': {
		parameters: { mediaId: of('media:upload', 'id'), binaryPropertyName: 'file' },
		item: { mimeType: 'application/pdf', fileSize: expect.any(Number) },
	},
	'media:delete': {
		parameters: { mediaId: of('media:upload', 'id') },
		item: { deleted: true },
	},
};
