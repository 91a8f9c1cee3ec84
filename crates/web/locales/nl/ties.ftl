## Banden

nav-people = Mijn mensen
tie-rel-acquainted = Kennissen sinds { $when }
tie-rel-familiar = Vertrouwd sinds { $when }
tie-rel-close = Hechte band sinds { $when }
tie-rel-rests = { $tie }, rust nu
tie-rel-through = Jullie kennen elkaar niet. { $count ->
    [one] Eén band van je kent { $name } wel
    [2] Twee banden van je kennen { $name } wel
    [3] Drie banden van je kennen { $name } wel
   *[other] { $count } banden van je kennen { $name } wel
}
tie-word-none = nog geen band
tie-word-acquainted = kennissen
tie-word-familiar = vertrouwd
tie-word-close = hecht
tie-sentence = Jullie twee: { $stage } sinds { $since }. { $count ->
    [one] Eén keer contact
   *[other] { $count } keer contact
}, { $gifts }, voor het laatst { $when }
tie-gifts-none = nog geen geschenken
tie-gifts-each = { $count ->
    [one] over en weer een geschenk
   *[other] over en weer { $count } geschenken
}
tie-gifts-mine = { $count ->
    [one] een geschenk van jou
   *[other] { $count } geschenken van jou
}
tie-gifts-theirs = { $count ->
    [one] een geschenk van { $name }
   *[other] { $count } geschenken van { $name }
}
tie-gifts-both = { $mine } geschenken van jou en { $theirs } van { $name }
tie-history-link = Onze geschiedenis

# De lijst.
ties-title = Mijn mensen
ties-lede = Met wie je iets hebt. Volgen is daarvoor niet genoeg: jullie deden of zeiden allebei iets.
ties-invite = Nodig iemand uit
ties-order = Volgorde
ties-newest = Laatste eerst
ties-closest = Hechtste eerst
ties-none = Nog geen banden
ties-none-hint = Een band begint als twee mensen elkaar antwoorden, bedanken of ontmoeten. Zeg iemand goedemorgen, of nodig iemand uit die je kent.
ties-one = Nog één band: { $name }. Vraag eens wie je moet leren kennen.
ties-hint = { $gifts }, laatst { $when }
ties-older = Eerder
ties-ended = De band is voorbij.

# Jij en iemand.
tie-title = Jij en { $name }
tie-you = Jij
tie-introduce = Stel { $name } aan iemand voor
tie-lede-none = Nog geen band: daar zijn er twee voor nodig.
tie-lede-acquainted = Jullie zijn kennissen.
tie-lede-familiar = Jullie zijn vertrouwd met elkaar.
tie-lede-close = Een hechte band.
tie-lede-ended = Je beëindigde deze band { $when }.
tie-began-reply-mine = Het begon toen je { $name } antwoordde, { $when }.
tie-began-reply-theirs = Het begon toen { $name } je antwoordde, { $when }.
tie-began-word-mine = Het begon met een woord van jou, { $when }.
tie-began-word-theirs = Het begon met een woord van { $name }, { $when }.
tie-began-greeting-mine = Het begon toen je goedemorgen zei, { $when }.
tie-began-greeting-theirs = Het begon toen { $name } goedemorgen zei, { $when }.
tie-began-gift-mine = Het begon met een geschenk van jou, { $when }.
tie-began-gift-theirs = Het begon met een geschenk van { $name }, { $when }.
tie-began-use-mine = Het begon toen je iets had aan wat { $name } deelde, { $when }.
tie-began-use-theirs = Het begon toen { $name } iets had aan wat jij deelde, { $when }.
tie-began-bell-mine = Het begon toen je { $name } binnenliet, { $when }.
tie-began-bell-theirs = Het begon toen { $name } je binnenliet, { $when }.
tie-began-invited-mine = Het begon toen { $name } op jouw uitnodiging binnenkwam, { $when }.
tie-began-invited-theirs = Het begon toen { $name } je uitnodigde, { $when }.
tie-began-introduced = Het begon toen iemand jullie bij elkaar bracht, { $when }.
tie-began-met = Het begon toen jullie elkaar ontmoetten, { $when }.
tie-braid-title = Jullie band door de tijd
tie-braid-frame = Vlecht van { $from } tot nu
tie-braid-label = Twee koorden, dat van jou rood en dat van { $name } groen, slingeren om elkaar van { $from } tot nu. De slagen komen steeds dichter bij elkaar. Kralen tonen wat er tussen jullie was. Dezelfde momenten staan hieronder.
tie-legend-mine = jij gaf
tie-legend-theirs = { $name } gaf
tie-legend-words = woorden van jou
tie-legend-words2 = woorden van { $name }
tie-legend-met = ontmoet
tie-legend-intro = bij elkaar gekomen
tie-legend-heirloom = erfstuk doorgegeven
tie-history = Wat er tussen jullie was
tie-history-none = Niets dat je bewaart.
tie-history-older = Eerdere momenten
tie-history-newest = Laatste momenten
tie-did-gave-mine = Je gaf { $name } { $currency }.
tie-did-gave-theirs = { $name } gaf je { $currency }.
tie-did-gift-mine = Je gaf { $name } iets.
tie-did-gift-theirs = { $name } gaf je iets.
tie-did-reply-mine = Je antwoordde { $name }{ $times ->
    [1] .
   *[other] , { $times } keer.
}
tie-did-reply-theirs = { $name } antwoordde je{ $times ->
    [1] .
   *[other] , { $times } keer.
}
tie-did-mention-mine = Je noemde { $name }{ $times ->
    [1] .
   *[other] , { $times } keer.
}
tie-did-mention-theirs = { $name } noemde je{ $times ->
    [1] .
   *[other] , { $times } keer.
}
tie-did-message-mine = Je schreef { $name }{ $times ->
    [1] .
   *[other] , { $times } keer.
}
tie-did-message-theirs = { $name } schreef je{ $times ->
    [1] .
   *[other] , { $times } keer.
}
tie-did-greeting-mine = Je zei goedemorgen.
tie-did-greeting-theirs = { $name } zei goedemorgen.
tie-did-use-mine = Je had iets aan wat { $name } deelde.
tie-did-use-theirs = { $name } had iets aan wat jij deelde.
tie-did-invited-mine = { $name } kwam door jou binnen.
tie-did-invited-theirs = Je kwam door { $name } binnen.
tie-did-introduced = Iemand bracht jullie bij elkaar.
tie-did-met = Jullie ontmoetten elkaar.
tie-about = Over deze band
tie-strength = Hoe sterk, en waarom
tie-stage-none = Nog geen band.
tie-stage-ended = Voorbij.
tie-stage-resting = Rust.
tie-stage-acquainted = Kennis.
tie-stage-familiar = Vertrouwd.
tie-stage-close = Hecht.
tie-why-none = Het wordt er een als jullie allebei iets doen.
tie-why-acquainted = Ieder van jullie deed of zei iets.
tie-why-familiar = Ieder van jullie was er op meerdere dagen binnen een half jaar.
tie-why-close = Jullie houden het al maanden bij, op veel dagen, met geschenken over en weer.
tie-why-even = De laatste tijd geef je ongeveer zoveel als je krijgt.
tie-why-more = De laatste tijd komt er meer van jou dan van { $name }.
tie-why-less = De laatste tijd komt er meer van { $name } dan van jou.
tie-why-ways = { $count ->
    [one] Tot nu toe op één manier.
   *[other] Op { $count } verschillende manieren.
}
tie-why-rests = Er gebeurde de laatste tijd niet veel. Eén woord maakt hem wakker.
tie-why-let-rest = Je laat hem rusten, tot je weer iets zegt of doet.
tie-fact-you = Van jou
tie-fact-them = Van { $name }
tie-fact-side = { $acts ->
    [0] niets
    [one] één keer
   *[other] { $acts } keer
}{ $gifts ->
    [0] { "" }
    [one] , met één geschenk
   *[other] , met { $gifts } geschenken
}
tie-fact-began = Begonnen
tie-fact-last = Laatst
tie-private = We maken hier nooit een getal van, en niemand anders ziet deze bladzijde. { $name } ziet dezelfde, met de kanten omgewisseld.
tie-how = Hoe banden worden bepaald
tie-how-text = Kennis: jullie deden allebei iets. Vertrouwd: ieder op { $days } dagen binnen { $within } dagen. Hecht: ieder op { $many } dagen over minstens { $span } dagen, met over en weer een aangenomen geschenk. Een stil jaar haalt er één stap af, nooit onder kennis. Woorden wegen een beetje, eens per dag en richting; volgen, toejuichen en doorgeven wegen niets; geld weegt nooit. Regels, versie { $version }.
tie-both = Jullie kennen allebei
tie-meet = Kunnen elkaar via jou ontmoeten
tie-meet-do = Stel { $name } en { $other } aan elkaar voor
tie-care = Zorg voor deze band
tie-hide = Houd hem uit kaarten en kennismakingen
tie-hide-hint = Niemand krijgt er bericht van.
tie-show = Toon hem weer in kaarten en kennismakingen
tie-rest = Laat hem een tijdje rusten
tie-rest-hint = Wat { $name } zegt komt niet meer vooraan, tot je zelf iets zegt of doet. Niemand krijgt er bericht van.
tie-wake = Maak hem wakker
tie-end-fold = Beëindig deze band
tie-end-hint = Wat er tussen jullie was telt niet meer, voor jullie allebei. Lezen kunnen jullie het nog wel. Doen jullie allebei weer iets, dan begint hij opnieuw.
tie-end = Beëindig de band
tie-erase-hint = Hetzelfde, en jij ziet niet meer wat er was. { $name } houdt de eigen kant, tot die ook gewist wordt.
tie-erase = Beëindig hem en wis mijn kant
greet-do = Zeg { $name } goedemorgen
greet-done = Je zei { $name } vandaag goedemorgen.
news-greeting = { $name } zei goedemorgen
square-known-follows = Je hebt nog geen banden, daarom staat hier wie je volgt. Een band begint als twee mensen elkaar antwoorden of bedanken:
why-tie-acquainted = Jij en { $name } zijn kennissen. Nieuwste eerst. Niemand betaalde voor deze plek.
why-tie-familiar = Jij en { $name } zijn vertrouwd met elkaar. Nieuwste eerst. Niemand betaalde voor deze plek.
why-tie-close = { $name } is een hechte band van je. Nieuwste eerst. Niemand betaalde voor deze plek.
why-tie-stall = Je hebt een band met { $name }, die voor { $stall } spreekt. Nieuwste eerst. Niemand betaalde voor deze plek.
why-tie-of = Iemand met wie je een band hebt, houdt { $name }. Nieuwste eerst. Niemand betaalde voor deze plek.
why-tie-passed = { $by } gaf het door, en je hebt een band met { $by }. Nieuwste eerst. Niemand betaalde voor deze plek.
