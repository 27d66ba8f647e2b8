// The bundler hands out a .yaml file as its text.
declare module "*.yaml" {
  const text: string;
  export default text;
}
