import { Turns } from '../../nodes/WhatsAppGateway/sending/turns';

const [anna, ben] = ['+491713920012', '+4915112345678'];

test('counts the messages of each person, whatever comes in between', () => {
	const turns = new Turns([]);
	expect([turns.of('0', anna), turns.of('1', ben), turns.of('2', anna)]).toEqual([0, 0, 1]);
	expect(new Turns([]).of('7', ben)).toBe(0);
});

test('a message keeps the turn of an earlier try, and a corrected number takes a free one', () => {
	const turns = new Turns([{ to: anna, place: '1', turn: 0 }]);
	expect([turns.of('0', anna), turns.of('1', anna), turns.of('2', anna)]).toEqual([1, 0, 2]);
	expect(turns.of('0', anna)).toBe(1);
});
