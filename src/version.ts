/** Which build this is: the version in `package.json`, written here by `npm version`. */
export const version = '0.1.0';
