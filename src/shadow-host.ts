/** The element whose shadow root contains a node; undefined for a node of the document itself. */
export const shadowHostOf = (node: Node): Element | undefined =>
  (node.getRootNode() as Partial<ShadowRoot>).host;
