## Standing

# Voices and vouches.
vouch-people = Hvem er her
vouch-people-hint = Tak fra folk med egen stemme tæller med i anseelsen. En stemme får man af en vært, der kender en, eller af to, der har mødt en. Den kan ikke købes.
vouch-people-none = Ingen her, der passer til det.
vouch-search = Navn
vouch-find = Find
vouch-show-all = Vis alle
vouch-show-without = Kun folk uden stemme endnu
vouch-voice-none = Endnu ingen egen stemme
vouch-voice-ends = Har en stemme dagen ud
vouch-voice-host = Har en stemme: driver torvet
vouch-voice-known = Har en stemme: en vært kender vedkommende
vouch-voice-vouched = Har en stemme: to har mødt vedkommende
vouch-voice-flow = Har en stemme: gennem manges ord
vouch-count = { $count ->
    [one] én står inde for vedkommende
   *[other] { $count } står inde for vedkommende
}
vouch-know = Jeg kender dette menneske
vouch-know-name = Jeg kender { $name }
vouch-unknow = Tag “Jeg kender dette menneske” tilbage
vouch-know-hint = Dit ord giver straks { $name } egen stemme.
vouch-known = En vært kender { $name }. Tages det tilbage, slutter stemmen med dagen.
vouch-hint = Har du mødt { $name } i virkeligheden? To, der siger det, giver { $name } en stemme. Du kan højst stå inde for tolv.
vouch-do = Vi har mødt hinanden. Jeg står inde for { $name }
vouch-yours = Du står inde for { $name }.
vouch-withdraw = Tag det tilbage
no-a-stall-cannot-vouch-do-it-in-your-own-name = En bod kan ikke stå inde for nogen. Gør det i dit eget navn.
no-nobody-can-vouch-for-themselves = Ingen kan stå inde for sig selv.
no-you-can-vouch-for-others-once-two-people-or-a-host-vouch-for-you = Du kan stå inde for andre, når to mennesker eller en vært står inde for dig.
no-twelve-of-your-vouches-stand-take-one-back-first = Du står allerede inde for tolv. Tag én tilbage først.
vouch-swaps-title = Spørgsmål om anseelse
vouch-swaps-lede = Intet følger af sig selv. De, det vedrører, ser det samme som du, og dine begrundelser.
vouch-swaps-open = Det, der venter
vouch-swaps-decided = Det, der er afgjort
vouch-swaps-none = Intet venter.
vouch-case-swap = Frem og tilbage
vouch-case-swap-text = { $names } har anerkendt hinanden inden for et døgn, { $count } gange på tredive dage. Ofte er det bare venskab.
vouch-case-ring = En lille kreds
vouch-case-ring-text = { $names } kom sammen, og { $count } % af deres anerkendelse bliver imellem dem. Sådan begynder nye venner ofte.
vouch-case-burst = Mange på én gang
vouch-case-burst-text = På en uge har { $count } uden egen stemme anerkendt { $names }. Det tæller først, når de får en.
vouch-case-contest = En linje bestrides
vouch-case-contest-text = { $names } siger, at det her ikke passer.
vouch-case-about = Hvad det handler om
vouch-case-more = og { $count } til
vouch-case-open = Ingen har set på det endnu. Det tæller som før.
vouch-case-appealed = Nogen er ikke enig. En anden moderator ser på det.
vouch-case-left = Det bliver, som det er.
vouch-case-void = Det tæller ikke fra nu af. Det bliver stående.
vouch-case-reasons = Begrundelsen:
vouch-case-appeal = Imod det:
vouch-case-last = Det sidste ord:
vouch-case-your-reasons = Din begrundelse
vouch-case-your-reasons-hint = De, det vedrører, læser dem, som du skriver dem.
vouch-case-leave = Lad det være
vouch-case-take-out = Tæller ikke fra nu af
vouch-case-calm = Du ser, hvad en moderator ser. Intet sker i stilhed.
vouch-appeal-title = Ikke enig?
vouch-appeal-words = Hvad der skal ses på igen
vouch-appeal-hint = Én gang, inden for et halvt år. En anden end den første ser på det, så længe der er en anden.
vouch-appeal-send = Bed om et nyt blik
vouch-about-gift = { $voice } takkede { $doer } med en gave
vouch-about-heirloom = { $voice } gav { $doer } et arvestykke videre
vouch-about-made = { $voice } lavede noget efter { $doer }
vouch-about-helped = { $doer } hjalp { $voice }
vouch-about-favourite = { $voice } klappede af { $doer }
vouch-about-introduction = { $voice } var glad for en introduktion ved { $doer }
no-twenty-questions-of-yours-wait-for-an-answer-one-thing-after-the-other = Tyve af dine spørgsmål venter på svar. Én ting ad gangen.
no-this-concerns-you-somebody-else-decides-it = Det her handler om dig: en anden afgør det.
no-somebody-else-looks-at-an-appeal-against-your-decision = En anden ser på en klage over din afgørelse.
no-this-is-decided = Det er afgjort.
no-this-cannot-be-appealed-or-not-any-more = Det kan ikke påklages, eller ikke længere.
no-a-few-more-words-so-that-others-can-follow = Et par ord mere, så andre kan følge med.
vouch-title = { $name }s anseelse
vouch-eyebrow = anseelse på { $square }
vouch-heading = { $band }, { $sentence }
vouch-band-known = Har et godt navn
vouch-band-generous = Gavmild
vouch-band-pillar = Bærende kraft
vouch-known-for = Kendt her for { $list }
vouch-topic-first = { $what } ({ $count ->
    [one] { $count } menneske
   *[other] { $count } mennesker
})
vouch-topic-next = { $what } ({ $count })
vouch-topic-recipes = opskrifter
vouch-topic-introductions = introduktioner
vouch-topic-help = hjælp
vouch-topic-thanks = en hjælpende hånd
vouch-nothing-yet = Endnu er intet sagt om { $name }
vouch-lede-own = Den kommer fra { $count ->
    [one] ét menneske
   *[other] { $count } forskellige mennesker
}. Ingen kunne købe den til dig, heller ikke du selv.
vouch-lede = Det, der kan fortælles, kommer fra { $count ->
    [one] ét menneske
   *[other] { $count } forskellige mennesker
}. Ingen kunne købe det, heller ikke { $name }.
vouch-lede-none = Anseelse begynder, når nogen bliver glad for noget. Den kan ikke købes.
vouch-is-hidden = Du skjuler din anseelse. Kun du ser denne side.
vouch-what-for = Hvad for
vouch-chart-name = Diagram over hænder
vouch-chart = { $name } er kendt her for { $list }.
vouch-chart-hint = En perle for hvert menneske, uanset hvor mange gange de sagde det. Den samme hånd tæller kun én gang.
vouch-hands = { $count ->
    [one] én hånd
   *[other] { $count } hænder
}
vouch-figure = Summen
vouch-in-all = { $points } i alt, af alt det nedenfor.
vouch-one-point = Én er ét friskt tak fra en med stemme, der ikke har takket andre. På halvfems dage falmer det til det halve.
vouch-staff = Heraf kommer { $points } fra dem, der driver torvet.
vouch-rest = Og { $points } fra ting, der er for små eller for mange til at nævne.
vouch-from-you-title = Set fra dig
vouch-from-you = Fra dig, og dem du har takket, når { $points } frem til { $name }.
vouch-from-you-none = Der er endnu ingen vej fra dig til { $name }.
vouch-from-you-hint = Kun du ser det. Det blandes aldrig med det, torvet siger.
vouch-because = Derfor
vouch-because-none = Intet, der kan vises.
vouch-because-more = og { $count ->
    [one] en gang til
   *[other] { $count } gange til
}
vouch-between-others = Mellem to andre
vouch-weighs = Deres stemme vejer { $voice }.
vouch-through-you = { $points } af den kom gennem dig og regnes fra.
vouch-is-staff = Er med til at drive torvet.
vouch-deed-gift = Takket med en gave
vouch-deed-heirloom = Givet et arvestykke
vouch-deed-made = Lavede det også
vouch-deed-helped = Blev hjulpet af det
vouch-deed-favourite = Klappede
vouch-deed-introduction = Var glad for introduktionen
vouch-said-by = { $name }: { $what }
vouch-not-counted = Det, der ikke talte med, og hvorfor
vouch-not-counted-none = Intet. Alt, hvad der er sagt, tæller.
vouch-why-money = Der var penge indblandet
vouch-why-not-accepted = Endnu ikke taget imod
vouch-why-again = Sagt før om det samme
vouch-why-retracted = Taget tilbage
vouch-why-void = En moderator har afgjort det, med begrundelse
vouch-why-own-stall = Ros til egen bod
vouch-why-no-voice = Fra folk uden stemme endnu; det tæller fra den dag, de får en
vouch-why-own-voice = Hele den stemme kom gennem dig
vouch-why-faded = Falmet
vouch-why-gone = Fra en, der er sat ud eller er rejst
vouch-lifetime = Alt, nogensinde
vouch-lifetime-hint = Denne liste falmer aldrig og har ingen tal.
vouch-lifetime-none = Endnu intet, der kan vises.
vouch-questions = Spørgsmål, der vedrører dig
vouch-how = Sådan virker anseelse
vouch-never = Det tæller aldrig
vouch-never-money = Hvad nogen har købt eller brugt
vouch-never-promotion = Plads i reklamestriben
vouch-never-numbers = Følgere, besøg og visninger
vouch-never-own-stall = Stadeholdere, der roser deres egen bod
vouch-never-circles = Det, der går rundt mellem to eller tre, giver ikke mere
vouch-steps = Tre trin, ikke en rangliste
vouch-step-known = Nogle forskellige mennesker har været glade for noget
vouch-step-generous = Mange forskellige mennesker, mere end én gang
vouch-step-pillar = En god del af torvet, og giver stadig
vouch-steps-fall = Den stiger straks og falder langsomt, højst ét trin i kvartalet. Den giver ingen ret over andre.
vouch-your-voice = Din stemme
vouch-own-voice = Din tak tæller. Din stemme vejer { $voice }.
vouch-own-ends = Din stemme, { $voice }, slutter med dagen: nogen har taget et ord tilbage.
vouch-own-none = Du har endnu ingen egen stemme. { $count ->
    [0] To, der har mødt dig, eller en vært kan give dig en.
    [one] Én står inde for dig; én til giver dig en.
   *[other] { $count } står inde for dig; i nat afgøres det.
} Det, du har sagt indtil da, tæller fra den dag.
vouch-check = Se efter selv
vouch-check-json = Hele udregningen, linje for linje (JSON)
vouch-check-replay = Enhver kan regne efter: <code>soulava standing replay</code>
vouch-check-contest = Passer noget ikke? Sig det ved linjen.
vouch-hide = Skjul min anseelse
vouch-show = Vis min anseelse
vouch-hide-hint = Skjult ser ingen andre end du den, og intet bliver værre for dig.
vouch-show-hint = Vist ser andre, hvad du er kendt for, og det, der alligevel er offentligt.
vouch-contest-link = passer ikke?
vouch-contest-title = Noget passer ikke
vouch-contest-lede = En moderator ser på det og svarer med en begrundelse. Du kan klage.
vouch-contest-words = Hvad der ikke passer
vouch-contest-hint = En sætning eller to. De, det vedrører, læser den.
vouch-contest-send = Spørg en moderator
vouch-why-link = Hvorfor?
no-a-stall-has-no-standing-its-keepers-have = En bod har ingen anseelse; det har dens stadeholdere.
vouch-your-standing = Din anseelse
