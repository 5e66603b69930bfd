/**
 * SHA-256 of what the consent prompt says in each version of its wording, shortened to 16 digits. A version is never
 * said of other words: whoever keeps the record of a consent keeps the version alone.
 */
export const WORDINGS: Readonly<Partial<Record<string, string>>> = {
  '2026-11-25-cs': '820384560d2bacf9',
  '2026-11-25-da': '400e09d2a33084d1',
  '2026-11-25-de': '62cb6ec1e3fe5fa1',
  '2026-11-25-el': 'aa4947fce5ff6c38',
  '2026-11-25-en': 'd16d1c3572505f7b',
  '2026-11-25-es': '1e380885b32021bc',
  '2026-11-25-fi': '009ac7ef0fc9a6ed',
  '2026-11-25-fr': 'a129eb6a5f70f4c9',
  '2026-11-25-hu': '1077945ec4c527b8',
  '2026-11-25-it': '0cec894d86743321',
  '2026-11-25-nb': '45a51a6992c07f38',
  '2026-11-25-nl': '6fa1d9d42d5f074f',
  '2026-11-25-pl': '64d4980ff25330dd',
  '2026-11-25-pt': '69b420d334603f24',
  '2026-11-25-ro': 'b657bda26c42fb8f',
  '2026-11-25-sk': 'ae3ddc89aecee51f',
  '2026-11-25-sv': '7defb3054ef0cf28',
};
