import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

/** Puts out as many items as the posted body says, without the cost of a Code node. */
export class BenchItems implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bench Items',
		name: 'benchItems',
		group: ['transform'],
		version: 1,
		description: 'Items for the bench',
		defaults: { name: 'Bench Items' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const body = (this.getInputData()[0]?.json['body'] ?? {}) as IDataObject;
		const [count, first] = [Number(body['count']), Number(body['first'])];
		return [
			Array.from({ length: count }, (_, index) => ({
				json: {
					phone: `+49151${10_000_000 + first + index}`,
					text: `Your parcel ${first + index} arrives today.`,
					customer: 'Anna',
					order: `A-${first + index}`,
					total: '59.90 €',
				},
			})),
		];
	}
}
