## Introductions

introduction-thinks = { $name } denkt dat jij en { $other } elkaar zouden moeten leren kennen
introduction-nobody-sees = Niemand ziet wat je zegt, behalve als jullie allebei ja zeggen.
introduction-yes = Ja
introduction-not-now = Nu even niet
