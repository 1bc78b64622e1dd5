"""A ring of generated faces on the graphics card, refilled by threads while training runs."""

import threading

import torch

from faces import POINTS, SIZE, draw

CHUNK = 128


class Stream:
    def __init__(self, first_seed, capacity, threads, device):
        self.images = torch.empty((capacity, SIZE, SIZE, 3), dtype=torch.uint8, device=device)
        self.points = torch.zeros((capacity, POINTS, 4), device=device)
        self.faces = torch.zeros(capacity, device=device)
        self.made = 0
        self._first_seed, self._capacity, self._chunks, self._stopped = first_seed, capacity // CHUNK, 0, False
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._fill, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def _fill(self):
        cuda = self.images.is_cuda
        own = torch.cuda.Stream(self.images.device) if cuda else None
        while not self._stopped:
            with self._lock:
                chunk = self._chunks
                self._chunks += 1
            drawn = [torch.from_numpy(a) for a in draw(self._first_seed + chunk * CHUNK, CHUNK)]
            at = slice(chunk % self._capacity * CHUNK, (chunk % self._capacity + 1) * CHUNK)
            with torch.cuda.stream(own):
                for target, source in zip((self.images, self.points, self.faces), drawn):
                    target[at].copy_(source)
            if cuda:
                own.synchronize()
            with self._lock:
                self.made += CHUNK

    def ready(self):
        """How many places of the ring hold a picture; the threads finish nearly in order, the last few are left out."""
        return max(0, min(self.made - len(self._threads) * CHUNK, self._capacity * CHUNK))

    def batch(self, size):
        index = torch.randint(0, self.ready(), (size,), device=self.images.device)
        return self.images[index], self.points[index], self.faces[index]

    def stop(self):
        self._stopped = True
        for thread in self._threads:
            thread.join()
