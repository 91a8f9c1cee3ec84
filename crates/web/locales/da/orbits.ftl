## Orbits
