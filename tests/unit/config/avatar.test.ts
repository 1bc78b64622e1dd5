import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { avatarUrl, parseAvatar } from '@masque/config/avatar';
import { describe, expect, test } from 'vitest';

const SHIPPED = fileURLToPath(new URL('../../../config/avatars/', import.meta.url));
const valid = { version: 1, id: 'my-cat', name: 'My cat', picture: 'cat 1.png' };

describe('avatar.json', () => {
  test('the avatars we ship are valid, in folders of their own name, with the files they name', () => {
    const folders = readdirSync(SHIPPED);
    expect(folders.length).toBeGreaterThanOrEqual(2);
    for (const folder of folders) {
      const avatar = parseAvatar(JSON.parse(readFileSync(`${SHIPPED}/${folder}/avatar.json`, 'utf8')));
      expect(avatar.id).toBe(folder);
      for (const file of [avatar.picture, avatar.landmarks])
        if (file) expect(statSync(`${SHIPPED}/${folder}/${file}`).size).toBeGreaterThan(0);
    }
  });

  test('landmarks and credit may be missing', () => {
    expect(parseAvatar(valid)).toEqual(valid);
  });

  test.each([
    ['an id with capitals', { id: 'MyCat' }],
    ['an id that leaves its folder', { id: '..' }],
    ['a picture elsewhere', { picture: '../cat.png' }],
    ['a picture below', { picture: 'pictures/cat.png' }],
    ['a hidden picture', { picture: '.cat.png' }],
    ['a picture that is a program', { picture: 'cat.svg' }],
    ['landmarks that are none', { landmarks: 'cat.png' }],
    ['an empty name', { name: '  ' }],
  ])('%s is refused', (_, fields) => {
    expect(() => parseAvatar({ ...valid, ...fields })).toThrow();
  });

  test('its files have addresses that any name survives', () => {
    expect(avatarUrl(parseAvatar(valid), valid.picture)).toBe('/avatars/my-cat/cat%201.png');
  });
});
