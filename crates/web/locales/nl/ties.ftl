## Ties
