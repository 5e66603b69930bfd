/** Sets attributes of the page's own nodes for a limited time. */

/** Sets an attribute. @returns a function that restores it, unless the page has changed it meanwhile */
export function borrow(node: Element, name: string, value: string): () => void {
  const before = node.getAttribute(name);
  node.setAttribute(name, value);
  return () => {
    if (node.getAttribute(name) !== value) return;
    if (before === null) node.removeAttribute(name);
    else node.setAttribute(name, before);
  };
}

/** Adds an id to a list of ids. @returns a function that removes it */
export function borrowId(node: Element, name: string, id: string): () => void {
  const before = node.getAttribute(name);
  const giveBack = borrow(node, name, before ? `${before} ${id}` : id);
  return () => {
    giveBack();
    const ids = node.getAttribute(name)?.split(/\s+/) ?? [];
    if (!ids.includes(id)) return;
    const rest = ids.filter((other) => other !== id).join(' ');
    if (rest) node.setAttribute(name, rest);
    else node.removeAttribute(name);
  };
}
