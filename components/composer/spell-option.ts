/** `guidance_scale` as people write it. Its name is the provider's own word, so it is not translated. */
export function spellOption(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
