/** A file that the build publishes compressed by raw deflate; size and hash are of that form. */
declare module '*?deflated' {
  const file: { readonly path: string; readonly bytes: number; readonly sha256: string };
  export default file;
}
