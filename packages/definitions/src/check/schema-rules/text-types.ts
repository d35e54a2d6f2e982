import type { TextType } from '../../schema/content-model.ts';

/** What a text would have to be, for people; `undefined` when it is that. */
export function wrongText(text: string, type: TextType): string | undefined {
  switch (type) {
    case 'string':
      return undefined;
    case 'boolean':
      return /^(?:true|false|1|0)$/.test(collapsed(text)) ? undefined : 'Write true or false.';
    case 'unsignedInt':
      return isWithin(text, 0, 4_294_967_295) ? undefined : 'Write a whole number from 0 to 4294967295.';
    case 'short':
      return isWithin(text, -32_768, 32_767) ? undefined : 'Write a whole number from -32768 to 32767.';
    case 'node-name':
      return /^[A-Za-z_][-_A-Za-z0-9]*$/.test(text)
        ? undefined
        : 'A name has letters of ASCII, digits, "-" and "_", and begins with a letter or "_".';
    case 'name':
      return /^[A-Za-z][-_A-Za-z0-9]*$/.test(text)
        ? undefined
        : 'A name has letters of ASCII, digits, "-" and "_", and begins with a letter.';
  }
}

/** What XML Schema reads of numbers and flags: without white space around. */
function collapsed(text: string): string {
  return text.replace(/^[ \t\r\n]+/, '').replace(/[ \t\r\n]+$/, '');
}

function isWithin(text: string, least: number, most: number): boolean {
  const number = collapsed(text);
  return /^[-+]?[0-9]+$/.test(number) && Number(number) >= least && Number(number) <= most;
}
