/** Loads a library of somebody else's as a page would: by a script tag, from its own npm package. */

/** @param path - below `node_modules` */
export const loadLibrary = (path: string): Promise<void> => loadScript(`/node_modules/${path}`);

/** @param path - below `node_modules` */
export const loadStyles = (path: string): Promise<HTMLLinkElement> => {
  const link = Object.assign(document.createElement('link'), {
    rel: 'stylesheet',
    href: `/node_modules/${path}`,
  });
  return loaded(link).then(() => link);
};

export const loadScript = (src: string): Promise<void> =>
  loaded(Object.assign(document.createElement('script'), { src }));

function loaded(node: HTMLElement): Promise<void> {
  return new Promise((resolve, reject) => {
    node.addEventListener('load', () => resolve());
    node.addEventListener('error', () => reject(new Error(`${node.outerHTML} cannot be loaded`)));
    document.head.append(node);
  });
}
