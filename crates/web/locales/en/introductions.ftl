## Introductions
