## Torvet og det, der bliver sagt

square-title = Torvet
square-tabs = Hvad du ser
square-known = Alle, du kender
square-all = Hele torvet
square-feed = Hvad folk siger, nyeste først
square-end-since = Det var alt siden { $day }. Gå en tur.
square-end-first = Det var alt, helt fra begyndelsen. Gå en tur.
square-older = Ældre end det her
square-newest = Tilbage til det nyeste
square-new = { $count ->
    [one] Et nyt opslag. Vis det
   *[other] { $count } nye opslag. Vis dem
}
square-empty = Torvet er stille
square-empty-host = { $name } er her, hvis du vil have selskab. Eller fortæl, hvad du laver i dag.
square-empty-alone = Fortæl, hvad du laver i dag. Måske kommer der nogen forbi.
square-empty-known = Ingen, du kender, har sagt noget endnu
square-empty-known-hint = Se dig om på hele torvet, og følg dem, du gerne vil høre fra.
square-empty-action = Sig noget
square-aside = Til dig
square-waiting = Venter på dig
square-waiting-all = { $count ->
    [one] Det ene, der venter
   *[other] Alle { $count } ting, der venter
}
square-waiting-none = Der er ikke noget, der venter på dig.
square-stalls = Bag boderne
square-stall-keeper = { $keeper }, { $stall }
square-kept-by = passes af { $names }

## At skrive

write-title = Skriv
write-title-recipe = Skriv en opskrift
write-title-edit = Ret dit opslag
write-label = Sig noget til torvet
write-prompt = Hvad tænker du på, { $name }?
write-field = Hvad vil du sige?
write-field-hint = Højst { $max } tegn. Nævn nogen med @, et emne med #.
write-recipe-name = Hvad hedder den?
write-recipe-story = Hvor kommer den fra?
write-recipe-story-hint = En linje eller to om den, hvis du vil.
write-recipe-needs = Hvad skal man bruge?
write-recipe-needs-hint = Én ting på hver linje.
write-recipe-steps = Hvordan gør man?
write-recipe-steps-hint = Ét trin på hver linje.
write-picture = Sæt et billede på
write-recipe = Gør det til en opskrift
write-note = Gør det til et almindeligt opslag
write-submit = Slå op
write-submit-edit = Gem rettelsen
write-cancel = Ikke nu
write-audience = Hvem kan læse det?
write-audience-public = Hele torvet
write-audience-public-hint = Og enhver, der kommer forbi.
write-audience-unlisted = Dem, der ser på din side
write-audience-unlisted-hint = Vises ikke på torvet.
write-audience-private = Dem, der følger dig
write-audience-private-hint = Og dem, du nævner.
write-audience-direct = Kun dem, du nævner
write-audience-direct-hint = Skriv deres navn med @.
write-hint-public = Hele torvet kan læse det.
write-change = Skift
write-warning = Et ord til advarsel, hvis det trænger
write-warning-hint = Står først; resten åbner sig, når nogen vil læse det.
write-language = På hvilket sprog?
write-as = Hvem taler?
write-as-self = Dig, { $name }
write-as-stall = { $stall }, ved dig
write-as-hint = En bod taler aldrig uden navn: dit står ved siden af.
write-file = Et billede
write-file-hint = JPEG, PNG, GIF eller WebP, højst 16 MB.
write-alt = Hvad kan man se på det?
write-alt-hint = Til den, der ikke kan se det.
write-alt-later = Eller lad det være til senere: så venter det på din liste.
write-pictures = Billeder
write-alt-of = Billede { $number }: hvad kan man se på det?
write-picture-keep = Behold billedet
write-reply-to = Et svar til { $name }
write-posted = Slået op.
write-saved = Gemt.
write-more = Mere

## Et opslag

post-by = Opslag fra { $name }
post-recipe-by = Opskrift fra { $name }
post-reply-by = Svar fra { $name }
post-title-by = { $name }: { $text }
post-recipe = Opskrift
post-direct = Til dem, der er nævnt
post-private = Til følgere
post-unlisted = Ikke på torvet
post-read-recipe = Læs opskriften
post-answers = svarer { $name }
post-answers-self = fortsætter
post-passed-on-by = { $name } gav det videre
post-you-passed-on = Du gav det videre
post-for-stall = { $keeper }, for { $stall }
post-for = for
post-keeper-at = Stadeholder hos { $stalls }
post-you = dig
post-edited = rettet { $when }
post-warning-open = Læs videre
post-picture-hidden = Vis billedet
post-no-description = Billede, ikke beskrevet endnu
post-reply = Svar
post-give = Giv
post-give-to = Giv { $name } noget
post-more = Mere
post-pass-on = Giv videre
post-passed-on = Givet videre
post-favourite = Hep
post-favourited = Heppet
post-keep = Gem
post-kept = Gemt
post-made = Det har jeg lavet
post-helped = Det hjalp mig
post-edit = Ret
post-delete = Tag det tilbage
post-history = Hvordan det var før
post-link = Link hertil
post-why = Hvorfor ser jeg det her?
post-mute = Hør mindre fra { $name }

post-square = Torvet
post-replies = { $count ->
    [0] Ingen svar endnu
    [one] Et svar
   *[other] { $count } svar
}
post-before = Hvad der gik forud
post-reply-label = Dit svar til { $name }
post-reply-hint = Nævn nogen, og skriv { $code } for at give en gave.
post-reply-submit = Svar
post-reply-sign-in = Log ind for at svare
post-with = Hvem du taler med
post-who = Hvad folk gjorde med det
post-who-passed = Givet videre af
post-who-glad = Heppet på af
post-who-kept = Gemt af dig, til senere
post-who-none = Ikke noget endnu. Sig det som den første.
post-thanked = { $names } sagde tak med { $currency }
post-used-made = { $names } har lavet det
post-used-helped = Det hjalp { $names }
post-also-by = Også fra { $name }
post-needs = Du skal bruge
post-steps = Sådan gør du

made-title = Det har jeg lavet
made-title-of = Du har lavet noget fra { $name }
made-heading = Det har jeg lavet
made-also = Jeg har også lavet det
made-lede = { $name } hører, at du har lavet det. Det er en tak af sin egen slags.
made-kind = Hvad var det for dig?
made-kind-made = Det har jeg lavet
made-kind-helped = Det hjalp mig
made-words = Hvordan gik det?
made-words-hint = Et par ord, hvis du vil. De står under opslaget med dit navn.
made-submit = Fortæl { $name } det
made-helped-heading = Det hjalp
made-done = { $name } får det at vide.

why-title = Hvorfor ser jeg det her?
why-own = Du har selv skrevet det.
why-follow = Du følger { $name }. Nyeste først. Ingen har betalt for pladsen.
why-passed = { $by } gav det videre, og du følger { $by }. Nyeste først. Ingen har betalt for pladsen.
why-square = Det står på torvet for alle, nyeste først. Ingen har betalt for pladsen.
why-named = { $name } nævner dig i det. Nyeste først. Ingen har betalt for pladsen.
why-asked = Du åbnede det selv. Ingen har betalt for pladsen.
why-tag = Du bad om #{ $tag }. Nyeste først. Ingen har betalt for pladsen.
why-order = Sådan bliver rækkefølgen til
why-order-1 = Torvet viser det, der sidst blev sagt, først. Der er ikke nogen anden rækkefølge.
why-order-2 = Det, folk hepper på, giver for eller giver videre, rykker ikke op af den grund.
why-order-3 = Ingen plads her kan købes.
why-back = Tilbage til opslaget

history-title = Hvordan det var før
history-lede = { $name } har rettet opslaget. Her er hver udgave, nyeste først.
history-now = Som det er nu
history-version = Som det var { $when }
history-none = Opslaget er aldrig blevet rettet.

delete-title = Tage opslaget tilbage?
delete-lede = Det forsvinder for alle og kommer ikke igen. Andres svar bliver stående.
delete-gift = En gave, der stadig venter, går med tilbage. Af en gave, der er taget imod, forsvinder kun ordene.
delete-submit = Tag det tilbage
delete-cancel = Lad det stå
delete-done = Taget tilbage.

## Et menneske og en bod

person-posts = Hvad { $name } siger
person-posts-you = Hvad du har sagt
person-posts-none = { $name } har ikke sagt noget endnu.
person-posts-none-you = Du har ikke sagt noget endnu.
person-relation-you = Det her er din side
person-relation-both = I følger hinanden
person-relation-following = Du følger { $name }
person-relation-followed = { $name } følger dig
person-relation-asked = Du har spurgt, om du må følge { $name }
person-relation-none = I har ikke mødt hinanden
person-relation-blocked = Du har blokeret { $name }
person-relation-passer = { $name } er her på torvet
person-gifts-between = { $count ->
    [one] Én gave er gået mellem jer
   *[other] { $count } gaver er gået mellem jer
}
person-give = Giv { $name } noget
person-follow = Følg
person-follow-stall = Følg boden
person-ask-follow = Spørg, om du må følge
person-unfollow = Følg ikke længere
person-asked-cancel = Tag spørgsmålet tilbage
person-write = Skriv til { $name }
person-edit = Ret din side
person-more = Mere om dig og { $name }
person-block = Bloker
person-block-hint = I ser ikke længere hinanden. { $name } får det ikke at vide.
person-unblock = Lad { $name } ses igen
person-mute = Hør ikke noget fra { $name }
person-mute-hint = Du følger stadig; opslagene bliver væk. { $name } får det ikke at vide.
person-unmute = Hør { $name } igen
person-note = En seddel til dig selv
person-note-hint = Det er kun dig, der læser den.
person-note-save = Gem sedlen
person-saved = Gemt.
person-shelf = Hvorfor folk takkede { $name }
person-shelf-you = Hvorfor folk takkede dig
person-shelf-none = Ingen har takket { $name } her endnu. Hvem kunne?
person-shelf-none-you = Ingen har takket dig her endnu. Hvem hjalp du i denne uge?
person-shelf-imported = { $name } har takket { $to } her før, uden ord
person-shelf-all = Dem alle
person-shelf-from = { $name }, { $when }
person-keepers = Hvem du taler med
person-keepers-hint = Boden svarer altid med navnet på en af dem.
person-keeper-owner = ejer boden
person-keeper-keeper = passer boden
person-keeper-helper = hjælper i boden
person-stall-none = Ingen passer boden for tiden.
person-since = Her siden { $when }
person-shadow = Nævnt i tak, der er bragt med andetsteds fra, og ikke her endnu.
person-currencies = Hvad boden giver
person-facts = Om { $name }
person-address = Adresse
person-bot = Kører af sig selv
person-stall = Bod
person-keeps = Stadeholder hos { $stalls }
person-followed = Du hører fra { $name } fra nu af.
person-asked = { $name } får at vide, at du har spurgt.
person-more-older = Ældre
person-locked-hint = { $name } siger ja eller nej til, hvem der følger med.

## Søgning og emner

search-title = Find nogen eller noget
search-label = Et navn, et emne eller et ord
search-submit = Søg
search-people = Mennesker og boder
search-tags = Emner
search-posts = Opslag
search-none = Ingen her med det navn. Spørg en, der måske ved det.
search-start = Navne kommer først. Opslag kan findes, når den, der skrev dem, har sagt ja til det.
tag-title = #{ $tag }
tag-lede = Alt offentligt om det her, nyeste først.
tag-none = Ingen har skrevet om #{ $tag } endnu.

names-nobody = en, der er rejst
