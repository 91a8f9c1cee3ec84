## Orbits

orbits-near = Hvem er tæt på
orbits-title = Kredse om torvet
orbits-title-stall = Kredse om { $stall }
orbits-lede = Hvem bliver draget ind, og af hvem. Folk kommer nærmere ved at give, svare og møde hinanden. At købe bringer ingen nærmere.
orbits-tabs = Hvilke kredse
orbits-tab-square = Hele torvet
orbits-tab-me = Din
orbits-map = Kort
orbits-map-title = Kredse om { $around }
orbits-says = Fire kredse: { $one } de fleste dage, { $two } de fleste uger, { $three } nu og da, { $four } i udkanten. Det samme står i tabellerne nedenfor.
orbits-says-chosen = { $name }s bånd er fremhævet.
orbits-tonight = Det første kort bliver tegnet i nat.
orbits-middle = torvet
orbits-middle-stall = boden
orbits-level-1 = de fleste dage
orbits-level-2 = de fleste uger
orbits-level-3 = nu og da
orbits-level-4 = i udkanten
orbits-legend = { $people ->
    [one] Der er ét menneske på kortet.
   *[other] Der er { $people } mennesker på kortet.
} Ansigter er folk, som en af jer har et bånd med; { $each ->
    [1] alle andre er en perle.
   *[other] for de andre står en perle for { $each } mennesker.
} En åben perle er en, der ikke har gjort noget i tre måneder.
orbits-legend-cords = En linje er et bånd, som ingen af de to skjuler.
orbits-holds = { $name } har { $count ->
    [0] ingen bånd endnu
    [one] ét bånd
   *[other] { $count } bånd
}
orbits-circles = { $orbit }, { $season }
orbits-pick-title = Hvis bånd?
orbits-pick = Vis båndene for
orbits-pick-all = Alle
orbits-pick-show = Vis
orbits-counts = Hvor mange i hver kreds
orbits-left = { $count ->
    [one] Ét menneske har været stille så længe, at det ikke er i nogen kreds mere.
   *[other] { $count } mennesker har været stille så længe, at de ikke er i nogen kreds mere.
}
orbits-list = Det samme som liste
orbits-list-none = Ingen af jer har et bånd med nogen endnu. Sig godmorgen til en.
orbits-table = Folk og deres kredse, tabel
orbits-col-person = Menneske
orbits-col-orbit = Kreds
orbits-col-ties = Har bånd med
orbits-col-season = Denne sæson
orbits-col-here = Her for nylig
orbits-col-quiet = Stille i tre måneder
orbits-nearer = Tættere på
orbits-further = Længere ude
orbits-ties-none = ingen endnu
orbits-ties-unnamed = { $count ->
    [one] ét menneske
   *[other] { $count } mennesker
}
orbits-ties-more = { $names } og { $count ->
    [one] én til
   *[other] { $count } til
}
orbits-season-new = ny
orbits-season-in = på vej ind
orbits-season-out = på vej ud
orbits-season-steady = bliver
orbits-season-quiet = stille
orbits-aside = Sådan læser du kortet
orbits-gravity = Tiltrækning
orbits-of-hundred = af 100
orbits-stage-middle = I står i midten
orbits-stage-middle-means = Folk kommer for jeres skyld og kender knap hinanden. Uden jer ville de glide fra hinanden.
orbits-stage-sparks = Gnisterne flyver
orbits-stage-sparks-means = Nogle har fundet hinanden. Det meste går stadig gennem jer.
orbits-stage-orbits = Kredse tager form
orbits-stage-orbits-means = Folk kommer også for hinandens skyld.
orbits-stage-held = De holder om hinanden
orbits-stage-held-means = Det her ville holde sammen uden jer.
orbits-members = Blandt { $members ->
    [one] ét menneske
   *[other] { $members } mennesker
} med { $ties ->
    [one] ét bånd
   *[other] { $ties } bånd
} imellem sig; værter, stadeholdere og robotter tælles ikke med.
orbits-members-stall = Blandt { $members ->
    [one] ét menneske
   *[other] { $members } mennesker
}, der kender boden, med { $ties ->
    [one] ét bånd
   *[other] { $ties } bånd
} imellem sig; stadeholderne tælles ikke med.
orbits-before = For en måned siden var det { $figure }, blandt { $members }.
orbits-percent = { $percent } %
orbits-pulls = Det trækker
orbits-part-share = Med hinanden
orbits-part-share-hint = af alt, der sker mellem folk, den del, der går uden om jer
orbits-part-connected = Ville stadig nå hinanden
orbits-part-connected-hint = to mennesker, gennem andre, uden jer
orbits-part-reciprocal = Går begge veje
orbits-part-reciprocal-hint = af det, folk gør for hinanden
orbits-part-two = Kender to andre
orbits-part-two-hint = ét bånd brister let, to holder
orbits-more-figures = Flere tal
orbits-part-clustering = Venner af én kender hinanden
orbits-part-two-core = Holder om hinanden to og to
orbits-part-three-core = Holder om hinanden tre og tre
orbits-part-bridge = Hænger på jer
orbits-missing-title = Bånd, der mangler
orbits-missing = { $count ->
    [0] Ingen: i den bedst forbundne halvdel kender alle to andre.
    [one] Ét bånd til, og i den bedst forbundne halvdel kender alle to andre.
   *[other] { $count } bånd til, og i den bedst forbundne halvdel kender alle to andre.
}
orbits-missing-help = Før to mennesker sammen
orbits-moved = Bevægelse i denne måned
orbits-moved-new = { $count ->
    [one] Én kom til
   *[other] { $count } kom til
}
orbits-moved-in = { $count ->
    [one] Én kom tættere på
   *[other] { $count } kom tættere på
}
orbits-moved-out = { $count ->
    [one] Én gled længere ud
   *[other] { $count } gled længere ud
}
orbits-moved-quiet = { $count ->
    [one] Én blev stille
   *[other] { $count } blev stille
}
orbits-moved-back = { $count ->
    [one] Én kom tilbage
   *[other] { $count } kom tilbage
}
orbits-stops = Hvor folk holder op
orbits-stopped = { $orbit }: { $count ->
    [one] ét menneske blev stille
   *[other] { $count } mennesker blev stille
}
orbits-not = Det trækker ikke
orbits-not-text = Penge, købt reklame, udsendte indlæg. En bod, der kun taler, bliver alene i midten.
orbits-private = Hvem ser det her
orbits-private-text = Kun dem, der holder torvet eller boden. Alle ser deres egen plads og kan skjule ethvert bånd fra kortet.
orbits-mine-title = Din plads
orbits-mine-says = { $level ->
    [4] Du er { $orbit }.
   *[other] Du er her { $orbit }.
}
orbits-mine-none = Din plads bliver regnet ud i nat.
orbits-mine-since = Siden { $day }.
orbits-mine-quiet = Der har været stille i tre måneder. Én hilsen er nok.
orbits-you = Dig
orbits-mine-how = Det bringer dig nærmere
orbits-mine-days = På { $days } af de seneste { $within } dage gjorde du noget
orbits-mine-needs = På { $needed } dage, eller med én stor handling, er du her { $orbit }
orbits-mine-acts = En hilsen er den mindste handling og tæller som én. Store handlinger er at bringe en ny ind, en introduktion begge var glade for, at holde en begivenhed, at holde en bod sammen. At læse tæller ikke.
orbits-mine-ties = Folk, du har et bånd med
orbits-mine-who = Hvem ser det her
orbits-mine-who-text = Kun du ser denne side. De, der holder torvet, ser kun dit navn på kortet, når en af dem har et bånd med dig.
orbits-mine-hide = Skjul et bånd
