// Markdown and YAML files are bundled as their text.

declare module "*.md" {
  const text: string;
  export default text;
}

declare module "*.yaml" {
  const text: string;
  export default text;
}
