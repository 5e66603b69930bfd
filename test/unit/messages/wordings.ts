/**
 * SHA-256 of what the consent prompt says in each version of its wording, shortened to 16 digits. A version is never
 * said of other words: whoever keeps the record of a consent keeps the version alone.
 */
export const WORDINGS: Readonly<Partial<Record<string, string>>> = {
  '2026-11-25-cs': '820384560d2bacf9',
  '2026-11-25-da': '400e09d2a33084d1',
  '2026-11-25-de': '554a3d6894538b82',
  '2026-11-25-el': '17d2aa0c973f2905',
  '2026-11-25-en': 'd16d1c3572505f7b',
  '2026-11-25-es': '1e380885b32021bc',
  '2026-11-25-fi': '009ac7ef0fc9a6ed',
  '2026-11-25-fr': 'b2b10512fb9305a6',
  '2026-11-25-hu': '4271caf686c10259',
  '2026-11-25-it': '0cec894d86743321',
  '2026-11-25-nb': '45a51a6992c07f38',
  '2026-11-25-nl': '801f9f26b8f4703e',
  '2026-11-25-pl': '479f4cbcc3bb1512',
  '2026-11-25-pt': '69b420d334603f24',
  '2026-11-25-ro': 'b657bda26c42fb8f',
  '2026-11-25-sk': 'ae3ddc89aecee51f',
  '2026-11-25-sv': '7defb3054ef0cf28',
};
