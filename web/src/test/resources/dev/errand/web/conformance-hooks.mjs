const SUITE = /conformance\/dist\//;

function module(text) {
  return { url: 'data:text/javascript,' + encodeURIComponent(text), format: 'module', shortCircuit: true };
}

export async function resolve(specifier, context, next) {
  if (!SUITE.test(context.parentURL ?? '')) {
    return next(specifier, context);
  } else if (specifier === 'fs') {
    return module("export * from 'node:fs'; export const globSync = () => [];");
  } else if (specifier === 'undici') {
    const { url } = await next(specifier, context);
    return module(`import undici from '${url}';
      export const request = (address, options = {}) => undici.request(address, {
        ...options, headers: { ...options.headers, authorization: 'Bearer ' + process.env.TOKEN } });`);
  }
  return next(specifier, context);
}
