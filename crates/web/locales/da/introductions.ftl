## Introductions

introduction-thinks = { $name } synes, at du og { $other } skulle møde hinanden
introduction-nobody-sees = Ingen ser, hvad du svarer, medmindre I begge siger ja.
introduction-yes = Ja
introduction-not-now = Ikke nu
