export function find(tool: 'xmlsec1' | 'xmllint'): string | undefined;
export function ensure(tools?: readonly ('xmlsec1' | 'xmllint')[]): string[];
