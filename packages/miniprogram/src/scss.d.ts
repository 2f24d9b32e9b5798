// Styles are taken in by webpack.
declare module '*.scss';
