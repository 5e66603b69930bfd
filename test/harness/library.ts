/** Loads a library of somebody else's as a page would: by a script tag, from its own npm package. */

/** @param path - below `node_modules` */
export function loadLibrary(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `/node_modules/${path}`;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${path} cannot be loaded`)));
    document.head.append(script);
  });
}
