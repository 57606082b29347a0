import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from './operation';

const number =
	'The number with + and country prefix, as in +491711234567, or the user ID of a person who hides it.';
const phoneOnly = 'The number with + and country prefix, as in +491711234567.';
const open =
	'Works only if the person wrote within the last 24 hours; otherwise a template must be sent.';
const agreed =
	'Only for people who agreed to get messages. The status alreadyRunning means that it runs, so it need not be started again.';
const once = 'Call it once for a message: each call sends another one.';

/**
 * What a model reads about each operation. n8n’s own description is the operation’s name, and JSON has no
 * schema there: a model knows a shape only from here. By resource and operation.
 */
export const toolDescriptions: Readonly<Record<string, string>> = {
	'account:diagnose':
		'Checks whether WhatsApp messages can be sent: the access token, the sender, the templates.',
	'account:getAnalytics':
		'Gets how many WhatsApp messages the business sent, or what they cost, by day or by month, for at most the last year.',
	'account:getMessageBots': 'Lists the bots of the gateway that answer with a message, by name.',
	'account:getTemplateBots': 'Lists the bots of the gateway that answer with a template, by name.',
	'account:getUsage':
		'Lists what the plan at the gateway allows, such as contacts or conversations a month, and how much of it is used.',
	'account:rawRequest':
		'Makes a request of the gateway’s own API: method, path below its address, query and a body in JSON. Only GET, unless the owner allows more; anything else changes something: call it once.',
	'businessProfile:get':
		'Gets what people see of the business on WhatsApp: about, address, description, email, websites.',
	'businessProfile:update':
		'Changes what people see of the business on WhatsApp. What is left out stays as it is.',
	'contact:addComment':
		'Writes an internal note about a person for colleagues, by the person’s phone number. The person does not see it.',
	'contact:addLabel':
		'Adds a tag or a group to a contact, by the contact’s phone number or ID and the name of the tag.',
	'contact:block':
		'Blocks a person who wrote within the last 24 hours, by phone number: neither side can write any more.',
	'contact:createMany':
		'Creates contacts that do not exist yet, each by its phone number. The outcome is created, exists, duplicate, refused or unknown; one that exists stays as it is.',
	'contact:delete':
		'Deletes a contact for good, by phone number or ID. Do it only if you were asked to.',
	'contact:deleteMany':
		'Not for an agent: it deletes nothing. The operation Delete deletes one contact in each call.',
	'contact:deleteComment':
		'Deletes an internal note about a person for good, by the person’s phone number and the note’s ID. Do it only if you were asked to.',
	'contact:get':
		'Gets what is stored about one contact, by phone number, ID or email: name, email, tags.',
	'contact:getAll':
		'Lists contacts. The search takes a part of a name, of a phone number or of an email.',
	'contact:getBlocked': 'Lists the phone numbers of the people who are blocked.',
	'contact:getCallPermission':
		'Tells whether a person may be called on WhatsApp now, and whether one may ask for it, by phone number.',
	'contact:getComments':
		'Reads the internal notes of colleagues about a person, newest first, by phone number.',
	'contact:getLabels': 'Lists the tags or groups that contacts can have, by name.',
	'contact:removeLabel':
		'Removes a tag or a group from a contact, by the contact’s phone number or ID and the name of the tag.',
	'contact:startFlow': `Starts a flow for a contact: WhatsApp messages by themselves, within minutes. By the flow’s ID, or the address of its hook, and the contact’s phone number or ID. Values for its steps are an object. ${agreed}`,
	'contact:startSequence': `Starts a sequence for a contact: WhatsApp messages by themselves, over days. By the sequence’s ID and the contact’s phone number or ID. Values for its steps are an object. ${agreed}`,
	'contact:unblock': 'Lets a person who was blocked write again, by phone number.',
	'contact:update':
		'Changes a contact that exists, by phone number or ID. An empty name or email is cleared, and tags or groups replace all that the contact has.',
	'contact:updateComment':
		'Replaces the text of an internal note about a person, by the person’s phone number and the note’s ID.',
	'contact:upsert':
		'Saves a contact: creates it, or updates the one with this phone number. Custom fields are an object.',
	'contactList:create':
		'Creates a tag or group, a source or a status that contacts can have, by its name.',
	'contactList:delete':
		'Deletes a tag or group, a source or a status, by its name or ID. Do it only if you were asked to.',
	'contactList:getAll':
		'Lists the tags or groups, the sources or the statuses that contacts can have, with their IDs.',
	'contactList:update':
		'Renames a tag or group, a source or a status, by its name or ID; contacts keep it.',
	'conversation:assign':
		'Gives a conversation to a colleague, by the person’s phone number and the colleague’s user ID.',
	'conversation:getAll':
		'Lists the conversations of the shared inbox, the most recently active first: who answers, what is urgent, the last message.',
	'conversation:resumeAi':
		'Lets the gateway’s own AI answer a person again before its pause ends, by the person’s phone number.',
	'conversation:unassign':
		'Takes a conversation from the colleague who had it, by the person’s phone number.',
	'conversation:update':
		'Changes a conversation, by the person’s phone number: switches the gateway’s own AI off or on, marks it as urgent or read.',
	'group:approveJoinRequests':
		'Lets people who ask to join into a WhatsApp group, by the group’s ID and the IDs of their join requests.',
	'group:create':
		'Makes a WhatsApp group that people join by a link. The answer is a requestId only: the group’s ID and its link come later. Call it once for a group.',
	'group:delete':
		'Deletes a WhatsApp group by its ID for everybody in it. Do it only if you were asked to.',
	'group:get':
		'Gets one WhatsApp group by its ID: subject, description, and the phone numbers of those who are in it.',
	'group:getAll': 'Lists the business’s WhatsApp groups, with their IDs and subjects.',
	'group:getInviteLink':
		'Gets the link by which people join a WhatsApp group, by the group’s ID. Anybody who has it can use it.',
	'group:getJoinRequests':
		'Lists who asks to join a WhatsApp group, by the group’s ID: the ID of each request and the phone number.',
	'group:rejectJoinRequests':
		'Turns down requests to join a WhatsApp group, by the group’s ID and the IDs of the requests.',
	'group:removeParticipants':
		'Removes up to 8 people from a WhatsApp group, by the group’s ID and their phone numbers. They cannot come back by the link. Do it only if you were asked to.',
	'group:resetInviteLink':
		'Makes a new link by which people join a WhatsApp group, by the group’s ID: the old one stops working.',
	'group:update':
		'Changes the subject or the description of a WhatsApp group, by its ID. What is left out stays as it is.',
	'lead:assign':
		'Gives a lead to a colleague, by the phone number or ID of the lead and the colleague’s user ID.',
	'lead:changeStatus':
		'Changes the status of all leads that have one status to another. It cannot be taken back: do a dry run first, which counts them and changes none. Do it only if you were asked to.',
	'lead:create':
		'Creates a lead: somebody who may buy something, by name and phone number. Custom fields are an object. Call it once for a person.',
	'lead:createField':
		'Creates a field that leads can have, by a key of small letters, digits and underscores, and a label.',
	'lead:delete':
		'Deletes a lead for good, by its phone number or ID. Do it only if you were asked to.',
	'lead:deleteField':
		'Deletes a field that leads can have, by its key. Do it only if you were asked to.',
	'lead:getAll': 'Lists leads. The search takes a part of a name or of a phone number.',
	'lead:getFields':
		'Lists the fields that leads can have, with their keys, and the choices of the field status.',
	'lead:unassign':
		'Takes a lead from the colleague who had it, by the phone number or ID of the lead.',
	'lead:update':
		'Changes a lead, by its phone number or ID: status, summary, name. Custom fields are an object, and the others stay.',
	'lead:updateField':
		'Changes the label or the choices of a field that leads can have, by its key. The choices replace all that there are.',
	'media:delete':
		'Deletes a file at WhatsApp by its ID: messages that are sent later cannot name it any more. Do it only if you were asked to.',
	'media:download': 'Downloads a file from WhatsApp by its ID, such as that of a received message.',
	'media:get':
		'Gets the type, the size and the address of a file at WhatsApp by its ID. The address is valid for five minutes.',
	'media:getAll':
		'Lists the files of the gateway’s library, with the address that a message can take.',
	'media:upload':
		'Uploads a file that is at a public https address, and gives its ID, which messages and templates can name, or its address in the gateway’s library. The tool gets no files of the conversation itself.',
	'message:getMany':
		'Reads the newest messages with one person, oldest first, by phone number; those with everybody where the owner chose the whole account.',
	'message:getStatus':
		'Looks up whether a message was sent, delivered, read or failed, by the messageId that the sending gave.',
	'message:markAsRead':
		'Shows a person that their message was read, by its whatsappMessageId, which begins with wamid.',
	'message:getBroadcasts':
		'Lists the broadcasts that the gateway has sent, with their status and what it counts of each.',
	'message:sendBroadcast': `Sends an approved WhatsApp template to many contacts at once, by their IDs, which contact: Get gives; the values are the same for all. Nothing tells who of them has it. ${once}`,
	'message:sendContactCard': `Sends the contact details of somebody to a person on WhatsApp. ${number} ${open} ${once}`,
	'message:sendInteractive': `Sends a WhatsApp message with something to tap. ${number} ${open} A message as JSON is an object; reply buttons, up to three: {"body": "Shall we?", "buttons": [{"id": "yes", "title": "Yes"}]}; a list, up to ten rows: {"body": "When?", "button": "Times", "rows": [{"id": "10", "title": "10:00", "description": "Today"}]}; a link: {"body": "Your order", "button": "Open", "url": "https://…"}. Titles of buttons have up to 20 characters, of rows up to 24. ${once}`,
	'message:sendLocation': `Sends a place on the map to a person on WhatsApp, by latitude and longitude in degrees. ${number} ${open} ${once}`,
	'message:sendMedia': `Sends an image, a video, an audio file or a document to a person on WhatsApp, by its public https address. ${number} ${open} ${once}`,
	'message:sendRaw': `Sends any WhatsApp message in the JSON of WhatsApp’s Cloud API: an object with the type and a field of that name, without the recipient, as in {"type": "text", "text": {"body": "Hello"}}. ${number} ${open} ${once}`,
	'message:sendReaction': `Puts one emoji on a WhatsApp message, by its whatsappMessageId, which begins with wamid; an empty emoji takes it off. ${number}`,
	'message:sendTemplate': `Sends a WhatsApp template that was approved before; it reaches people at any time. ${number} The template is given by its exact name, the language by its code, as en or pt_BR. Values as JSON are an object with one text for each placeholder, by its name: {"1": "Anna", "2": "A-1042"} or {"first_name": "Anna"}; others have keys such as header_image and button_0. No value may be empty or have a line break. If the values do not fit, the answer names those that are expected. ${once}`,
	'message:sendText': `Sends a text to a person on WhatsApp. ${number} Up to 4096 characters; *bold*, _italic_ and ~struck through~ are WhatsApp’s own marks. ${open} ${once}`,
	'message:sendToMany': `Sends an approved WhatsApp template to many people, counts what became of them, and names up to 20 who have no message. The people are a list of objects: “to” is the number, “values” is what is different for the person: [{"to": "+491711234567", "values": {"1": "Anna"}}]. ${number} The template is given by its exact name, the language by its code. Nobody gets a broadcast of the same name twice, so that it can be run again after a stop. Try it with Dry Run first, which sends nothing.`,
	'messageLink:create':
		'Creates a link and a QR code that open a WhatsApp chat with the business and a text of up to 140 characters that the person only has to send.',
	'messageLink:delete':
		'Deletes a link that opens a chat with the business, by its code. It cannot be taken back. Do it only if you were asked to.',
	'messageLink:getAll': 'Lists the links that open a chat with the business, with their texts.',
	'messageLink:update':
		'Changes the text of a link that opens a chat, by its code. Its address stays.',
	'oneTimePassword:getCodeStatus':
		'Looks up whether the one-time password that was sent to a phone number can still be entered. It takes no attempt.',
	'oneTimePassword:resendCode': `Makes another one-time password and sends it to a person on WhatsApp, when the first one did not arrive or has expired. ${phoneOnly} The answer has a verification, which the check of the code needs, and never the code.`,
	'oneTimePassword:sendCode': `Makes a one-time password and sends it to a person on WhatsApp in an authentication template, given by its exact name, at any time. ${phoneOnly} The answer has a verification, which the check of the code needs, and never the code. ${once}`,
	'oneTimePassword:verifyCode':
		'Checks the one-time password that a person has entered, with the phone number and the verification of the sending. The answer is verified, true or false, and the reason: right, wrongCode, expired, tooManyAttempts, replayed or unknown. Never guess a code: each wrong one is an attempt.',
	'phoneNumber:check':
		'Checks whether a phone number can be a mobile number, in which country, and how WhatsApp writes it.',
	'phoneNumber:get':
		'Gets the business’s own WhatsApp number that sends, with its quality and how fast it may send.',
	'phoneNumber:getAll':
		'Lists the business’s own WhatsApp numbers with their IDs, their quality and how fast they may send.',
	'phoneNumber:getConversationalComponents':
		'Gets the ice breakers and the commands that people see in a chat with the business.',
	'phoneNumber:setConversationalComponents':
		'Sets the ice breakers and the commands that people see in a chat with the business. What is left out stays.',
	'template:create':
		'Creates a WhatsApp template in one language, which WhatsApp then reviews. The name has lowercase letters, digits and underscores; placeholders are written {{1}}, {{2}} and each needs an example.',
	'template:createFromLibrary':
		'Creates a WhatsApp template from one of WhatsApp’s own library, which needs no review. The library’s template is given by its exact name, with a language that it has. If it has a link button or a call button, the link or the number is needed.',
	'template:delete':
		'Deletes a template by its name: in one language, or in all of them if that is switched on. It cannot be taken back. Do it only if you were asked to.',
	'template:edit':
		'Changes the category or all of the content of a template in one language; WhatsApp reviews it again.',
	'template:get':
		'Gets one template by its name: its words, and the placeholders that need a value when it is sent.',
	'template:getAll':
		'Lists the WhatsApp templates with their names and languages and, as far as the gateway lists them, their words and the placeholders that need a value.',
	'template:getAnalytics':
		'Gets how often a template was sent, delivered, read and tapped, day by day, for at most the last 90 days.',
	'template:getLibrary':
		'Lists the templates that WhatsApp itself has written, with their words, values and buttons; a template can be created from each.',
	'template:sync':
		'Lets the gateway fetch the templates from WhatsApp, so that one that was approved there can be sent.',
};

/**
 * The field with which n8n tells a model what the tool does: filled in for each operation, to be changed.
 * n8n adds one of its own only where a node has none of this name.
 */
export function toolDescriptionOf({
	resource,
	value,
}: Pick<Operation, 'resource' | 'value'>): INodeProperties[] {
	const text = toolDescriptions[`${resource}:${value}`];
	if (text === undefined) return [];
	return [
		{
			displayName: 'Tool Description',
			name: 'toolDescription',
			type: 'string',
			typeOptions: { rows: 4 },
			default: text,
			displayOptions: { show: { '@tool': [true] } },
			description:
				'What the AI agent reads about this tool. Add when to use it, and which templates or values there are.',
		},
	];
}
