import { Fifo } from '../../nodes/WhatsAppGateway/sending/fifo';

test('entries leave in the order in which they came, also while others come', () => {
	const queue = new Fifo<number>();
	const left: Array<number | undefined> = [];
	for (let n = 0; n < 1000; n++) {
		queue.push(n);
		if (n % 3 === 0) left.push(queue.shift());
	}
	while (queue.length > 0) left.push(queue.shift());
	expect(left).toEqual(Array.from({ length: 1000 }, (_, n) => n));
	expect(queue.shift()).toBeUndefined();
	queue.push(7);
	expect([queue.length, queue.shift(), queue.length]).toEqual([1, 7, 0]);
});
