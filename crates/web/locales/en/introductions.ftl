## Introductions

introduction-thinks = { $name } thinks you and { $other } should meet
introduction-nobody-sees = Nobody sees what you say, unless you both say yes.
introduction-yes = Yes
introduction-not-now = Not now
