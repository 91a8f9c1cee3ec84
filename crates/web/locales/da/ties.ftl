## Bånd

nav-people = Mine folk
tie-rel-acquainted = Bekendte siden { $when }
tie-rel-familiar = Fortrolige siden { $when }
tie-rel-close = Tæt bånd siden { $when }
tie-rel-rests = { $tie }, hviler nu
tie-rel-through = I har ikke mødt hinanden. { $count ->
    [one] Et af dine bånd kender { $name }
    [2] To af dine bånd kender { $name }
    [3] Tre af dine bånd kender { $name }
   *[other] { $count } af dine bånd kender { $name }
}
tie-word-none = ikke et bånd endnu
tie-word-acquainted = bekendte
tie-word-familiar = fortrolige
tie-word-close = tætte
tie-sentence = I to: { $stage } siden { $since }. { $count ->
    [one] Én udveksling
   *[other] { $count } udvekslinger
}, { $gifts }, senest { $when }
tie-gifts-none = ingen gaver endnu
tie-gifts-each = { $count ->
    [one] en gave hver vej
   *[other] { $count } gaver hver vej
}
tie-gifts-mine = { $count ->
    [one] en gave fra dig
   *[other] { $count } gaver fra dig
}
tie-gifts-theirs = { $count ->
    [one] en gave fra { $name }
   *[other] { $count } gaver fra { $name }
}
tie-gifts-both = { $mine } gaver fra dig og { $theirs } fra { $name }
tie-history-link = Vores historie

# Listen.
ties-title = Mine folk
ties-lede = Dem, du har noget med. At følge er ikke nok: I gjorde eller sagde noget begge to.
ties-invite = Invitér nogen
ties-order = Rækkefølge
ties-newest = Senest først
ties-closest = Tættest først
ties-none = Ingen bånd endnu
ties-none-hint = Et bånd begynder, når to svarer hinanden, takker hinanden eller mødes. Sig godmorgen til nogen, eller invitér en, du kender.
ties-one = Et bånd indtil videre: { $name }. Spørg, hvem du bør møde.
ties-hint = { $gifts }, senest { $when }
ties-older = Tidligere
ties-ended = Båndet er slut.

# Dig og en anden.
tie-title = Dig og { $name }
tie-you = Dig
tie-introduce = Præsentér { $name } for nogen
tie-lede-none = Ikke et bånd endnu: det kræver to.
tie-lede-acquainted = I er bekendte.
tie-lede-familiar = I er fortrolige med hinanden.
tie-lede-close = Et tæt bånd.
tie-lede-ended = Du afsluttede dette bånd { $when }.
tie-began-reply-mine = Det begyndte, da du svarede { $name }, { $when }.
tie-began-reply-theirs = Det begyndte, da { $name } svarede dig, { $when }.
tie-began-word-mine = Det begyndte med et ord fra dig, { $when }.
tie-began-word-theirs = Det begyndte med et ord fra { $name }, { $when }.
tie-began-greeting-mine = Det begyndte, da du sagde godmorgen, { $when }.
tie-began-greeting-theirs = Det begyndte, da { $name } sagde godmorgen, { $when }.
tie-began-gift-mine = Det begyndte med en gave fra dig, { $when }.
tie-began-gift-theirs = Det begyndte med en gave fra { $name }, { $when }.
tie-began-use-mine = Det begyndte, da du havde glæde af noget, { $name } delte, { $when }.
tie-began-use-theirs = Det begyndte, da { $name } havde glæde af noget, du delte, { $when }.
tie-began-bell-mine = Det begyndte, da du lukkede { $name } ind, { $when }.
tie-began-bell-theirs = Det begyndte, da { $name } lukkede dig ind, { $when }.
tie-began-invited-mine = Det begyndte, da { $name } kom ind på din invitation, { $when }.
tie-began-invited-theirs = Det begyndte, da { $name } inviterede dig, { $when }.
tie-began-introduced = Det begyndte, da nogen førte jer sammen, { $when }.
tie-began-met = Det begyndte, da I mødtes, { $when }.
tie-braid-title = Jeres bånd gennem tiden
tie-braid-frame = Fletning fra { $from } til nu
tie-braid-label = To snore, din rød og { $name }s grøn, snor sig om hinanden fra { $from } til nu. Vindingerne kommer tættere med tiden. Perlerne viser, hvad der gik mellem jer. De samme øjeblikke står herunder.
tie-legend-mine = du gav
tie-legend-theirs = { $name } gav
tie-legend-words = dine ord
tie-legend-words2 = ord fra { $name }
tie-legend-met = mødtes
tie-legend-intro = ført sammen
tie-legend-heirloom = arvestykke givet videre
tie-history = Hvad der gik mellem jer
tie-history-none = Intet, som du gemmer.
tie-history-older = Tidligere øjeblikke
tie-history-newest = Seneste øjeblikke
tie-did-gave-mine = Du gav { $name } { $currency }.
tie-did-gave-theirs = { $name } gav dig { $currency }.
tie-did-gift-mine = Du gav { $name } noget.
tie-did-gift-theirs = { $name } gav dig noget.
tie-did-reply-mine = Du svarede { $name }{ $times ->
    [1] .
   *[other] , { $times } gange.
}
tie-did-reply-theirs = { $name } svarede dig{ $times ->
    [1] .
   *[other] , { $times } gange.
}
tie-did-mention-mine = Du nævnte { $name }{ $times ->
    [1] .
   *[other] , { $times } gange.
}
tie-did-mention-theirs = { $name } nævnte dig{ $times ->
    [1] .
   *[other] , { $times } gange.
}
tie-did-message-mine = Du skrev til { $name }{ $times ->
    [1] .
   *[other] , { $times } gange.
}
tie-did-message-theirs = { $name } skrev til dig{ $times ->
    [1] .
   *[other] , { $times } gange.
}
tie-did-greeting-mine = Du sagde godmorgen.
tie-did-greeting-theirs = { $name } sagde godmorgen.
tie-did-use-mine = Du havde glæde af noget, { $name } delte.
tie-did-use-theirs = { $name } havde glæde af noget, du delte.
tie-did-invited-mine = { $name } kom ind gennem dig.
tie-did-invited-theirs = Du kom ind gennem { $name }.
tie-did-introduced = Nogen førte jer sammen.
tie-did-met = I mødtes.
tie-about = Om dette bånd
tie-strength = Hvor stærkt, og hvorfor
tie-stage-none = Ikke et bånd endnu.
tie-stage-ended = Slut.
tie-stage-resting = Hviler.
tie-stage-acquainted = Bekendt.
tie-stage-familiar = Fortrolig.
tie-stage-close = Tæt.
tie-why-none = Det bliver til et, når I begge gør noget.
tie-why-acquainted = I har hver især gjort eller sagt noget.
tie-why-familiar = I var der hver især på flere dage inden for et halvt år.
tie-why-close = I har holdt det ved lige på mange dage, i måneder, med gaver begge veje.
tie-why-even = På det seneste giver du omtrent så meget, som du får.
tie-why-more = På det seneste kommer der mere fra dig end fra { $name }.
tie-why-less = På det seneste kommer der mere fra { $name } end fra dig.
tie-why-ways = { $count ->
    [one] Indtil videre kun på én måde.
   *[other] På { $count } forskellige måder.
}
tie-why-rests = Der er ikke sket meget på det seneste. Et ord vækker det.
tie-why-let-rest = Du lader det hvile, til du siger eller gør noget igen.
tie-fact-you = Fra dig
tie-fact-them = Fra { $name }
tie-fact-side = { $acts ->
    [0] intet
    [one] én gang
   *[other] { $acts } gange
}{ $gifts ->
    [0] { "" }
    [one] , med én gave
   *[other] , med { $gifts } gaver
}
tie-fact-began = Begyndte
tie-fact-last = Senest
tie-private = Vi gør aldrig dette til et tal, og ingen andre ser denne side. { $name } ser den samme, med siderne byttet om.
tie-how = Sådan regnes bånd ud
tie-how-text = Bekendt: I har begge gjort noget. Fortrolig: hver på { $days } dage inden for { $within } dage. Tæt: hver på { $many } dage over mindst { $span } dage, med en modtaget gave hver vej. Et stille år tager ét trin, aldrig under bekendt. Ord vejer lidt, én gang om dagen hver vej; at følge, heppe og give videre vejer intet; penge vejer aldrig. Regler, udgave { $version }.
tie-both = I kender begge
tie-meet = Kunne mødes gennem dig
tie-meet-do = Præsentér { $name } og { $other } for hinanden
tie-care = Pas på dette bånd
tie-hide = Hold det ude af kort og introduktioner
tie-hide-hint = Ingen får det at vide.
tie-show = Vis det igen på kort og i introduktioner
tie-rest = Lad det hvile lidt
tie-rest-hint = Hvad { $name } siger, kommer ikke længere først, før du selv siger eller gør noget. Ingen får det at vide.
tie-wake = Væk det
tie-end-fold = Afslut dette bånd
tie-end-hint = Hvad der var mellem jer, tæller ikke mere, for jer begge. I kan stadig læse det. Gør I begge noget igen, begynder det forfra.
tie-end = Afslut båndet
tie-erase-hint = Det samme, og du ser ikke længere, hvad der var. { $name } beholder sin side, til den også slettes.
tie-erase = Afslut det og slet min side
greet-do = Sig godmorgen til { $name }
greet-done = Du sagde godmorgen til { $name } i dag.
news-greeting = { $name } sagde godmorgen
square-known-follows = Du har ingen bånd endnu, så her er dem, du følger. Et bånd begynder, når to svarer eller takker hinanden:
why-tie-acquainted = Du og { $name } er bekendte. Nyeste først. Ingen har betalt for pladsen.
why-tie-familiar = Du og { $name } er fortrolige med hinanden. Nyeste først. Ingen har betalt for pladsen.
why-tie-close = { $name } er et tæt bånd. Nyeste først. Ingen har betalt for pladsen.
why-tie-stall = Du har et bånd til { $name }, der taler for { $stall }. Nyeste først. Ingen har betalt for pladsen.
why-tie-of = En, du har et bånd til, holder { $name }. Nyeste først. Ingen har betalt for pladsen.
why-tie-passed = { $by } gav det videre, og du har et bånd til { $by }. Nyeste først. Ingen har betalt for pladsen.
