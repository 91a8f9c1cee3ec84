## Orbits

orbits-near = Wie staat dichtbij
orbits-title = Kringen rond het plein
orbits-title-stall = Kringen rond { $stall }
orbits-lede = Wie erbij getrokken wordt, en door wie. Mensen komen dichterbij door te geven, te antwoorden en elkaar te ontmoeten. Kopen brengt niemand dichterbij.
orbits-tabs = Welke kringen
orbits-tab-square = Hele plein
orbits-tab-me = De jouwe
orbits-map = Kaart
orbits-map-title = Kringen rond { $around }
orbits-says = Vier kringen: { $one } mensen bijna elke dag, { $two } bijna elke week, { $three } af en toe, { $four } aan de rand. Hetzelfde staat in de tabellen hieronder.
orbits-says-chosen = De banden van { $name } zijn aangezet.
orbits-tonight = De eerste kaart wordt vannacht getekend.
orbits-middle = plein
orbits-middle-stall = kraam
orbits-level-1 = bijna elke dag
orbits-level-2 = bijna elke week
orbits-level-3 = af en toe
orbits-level-4 = aan de rand
orbits-legend = { $people ->
    [one] Er staat één mens op de kaart.
   *[other] Er staan { $people } mensen op de kaart.
} Gezichten zijn mensen met wie een van jullie een band heeft; { $each ->
    [1] alle anderen zijn een kraal.
   *[other] voor de anderen staat één kraal voor { $each } mensen.
} Een open kraal is iemand die drie maanden niets deed.
orbits-legend-cords = Een lijn is een band die geen van de twee verbergt.
orbits-holds = { $name } heeft { $count ->
    [0] nog geen banden
    [one] één band
   *[other] { $count } banden
}
orbits-circles = { $orbit }, { $season }
orbits-pick-title = Wiens banden?
orbits-pick = Toon de banden van
orbits-pick-all = Iedereen
orbits-pick-show = Toon
orbits-counts = Hoeveel in elke kring
orbits-left = { $count ->
    [one] Eén mens deed zo lang niets dat die in geen kring meer staat.
   *[other] { $count } mensen deden zo lang niets dat ze in geen kring meer staan.
}
orbits-list = Hetzelfde als lijst
orbits-list-none = Nog niemand van jullie heeft met iemand een band. Zeg iemand goedemorgen.
orbits-table = Mensen en hun kringen, tabel
orbits-col-person = Mens
orbits-col-orbit = Kring
orbits-col-ties = Heeft banden met
orbits-col-season = Dit seizoen
orbits-col-here = Was er laatst
orbits-col-quiet = Drie maanden stil
orbits-nearer = Dichterbij
orbits-further = Verder weg
orbits-ties-none = nog niemand
orbits-ties-unnamed = { $count ->
    [one] één mens
   *[other] { $count } mensen
}
orbits-ties-more = { $names } en nog { $count ->
    [one] één
   *[other] { $count }
}
orbits-season-new = nieuw
orbits-season-in = komt dichterbij
orbits-season-out = gaat verder weg
orbits-season-steady = blijft
orbits-season-quiet = stil
orbits-aside = Hoe je de kaart leest
orbits-gravity = Aantrekkingskracht
orbits-of-hundred = van de 100
orbits-stage-middle = Jullie staan in het midden
orbits-stage-middle-means = Mensen komen voor jullie en kennen elkaar nauwelijks. Zonder jullie dreven ze uit elkaar.
orbits-stage-sparks = De vonken vliegen
orbits-stage-sparks-means = Sommige mensen hebben elkaar gevonden. Het meeste loopt nog via jullie.
orbits-stage-orbits = Er vormen zich kringen
orbits-stage-orbits-means = Mensen komen ook voor elkaar, niet alleen voor jullie.
orbits-stage-held = Ze houden elkaar vast
orbits-stage-held-means = Dit bleef ook zonder jullie bij elkaar.
orbits-members = Onder { $members ->
    [one] één mens
   *[other] { $members } mensen
} met { $ties ->
    [one] één band
   *[other] { $ties } banden
} onderling; gastheren, kraamhouders en bots tellen niet mee.
orbits-members-stall = Onder { $members ->
    [one] één mens
   *[other] { $members } mensen
} die deze kraam kennen, met { $ties ->
    [one] één band
   *[other] { $ties } banden
} onderling; de kraamhouders tellen niet mee.
orbits-before = Een maand geleden was het { $figure }, onder { $members }.
orbits-percent = { $percent }%
orbits-pulls = Wat trekt
orbits-part-share = Met elkaar
orbits-part-share-hint = van alles tussen mensen het deel dat buiten jullie om gaat
orbits-part-connected = Zou elkaar nog bereiken
orbits-part-connected-hint = twee mensen, langs anderen, zonder jullie
orbits-part-reciprocal = Gaat over en weer
orbits-part-reciprocal-hint = van wat mensen voor elkaar doen
orbits-part-two = Kent twee anderen
orbits-part-two-hint = één band breekt snel, twee houden
orbits-more-figures = Meer cijfers
orbits-part-clustering = Vrienden van één kennen elkaar
orbits-part-two-core = Houden elkaar met z'n tweeën vast
orbits-part-three-core = Houden elkaar met z'n drieën vast
orbits-part-bridge = Hangt van jullie af
orbits-missing-title = Banden die ontbreken
orbits-missing = { $count ->
    [0] Geen: van de best verbonden helft kent iedereen twee anderen.
    [one] Nog één band, en van de best verbonden helft kent iedereen twee anderen.
   *[other] Nog { $count } banden, en van de best verbonden helft kent iedereen twee anderen.
}
orbits-missing-help = Breng twee mensen bij elkaar
orbits-moved = Deze maand bewogen
orbits-moved-new = { $count ->
    [one] Eén kwam erbij
   *[other] { $count } kwamen erbij
}
orbits-moved-in = { $count ->
    [one] Eén kwam dichterbij
   *[other] { $count } kwamen dichterbij
}
orbits-moved-out = { $count ->
    [one] Eén ging verder weg
   *[other] { $count } gingen verder weg
}
orbits-moved-quiet = { $count ->
    [one] Eén werd stil
   *[other] { $count } werden stil
}
orbits-moved-back = { $count ->
    [one] Eén kwam terug
   *[other] { $count } kwamen terug
}
orbits-stops = Waar mensen stoppen
orbits-stopped = { $orbit }: { $count ->
    [one] één mens werd stil
   *[other] { $count } mensen werden stil
}
orbits-not = Wat niet trekt
orbits-not-text = Uitgegeven geld, gekochte reclame, verstuurde berichten. Een kraam die alleen praat, blijft alleen in het midden.
orbits-private = Wie ziet dit
orbits-private-text = Alleen wie het plein of de kraam houdt. Iedereen ziet de eigen plek en kan elke band van deze kaart weghouden.
orbits-mine-title = Jouw plek
orbits-mine-says = { $level ->
    [4] Jij staat { $orbit }.
   *[other] Jij bent hier { $orbit }.
}
orbits-mine-none = Jouw plek wordt vannacht bepaald.
orbits-mine-since = Sinds { $day }.
orbits-mine-quiet = Het is drie maanden stil geweest. Eén groet is genoeg.
orbits-you = Jij
orbits-mine-how = Wat je dichterbij brengt
orbits-mine-days = Op { $days } van de laatste { $within } dagen deed je iets
orbits-mine-needs = Op { $needed } dagen, of met één grote daad, ben je hier { $orbit }
orbits-mine-acts = Een groet is de kleinste daad en telt als één. Grote daden zijn iemand binnenhalen, een kennismaking waar beiden blij mee waren, iets organiseren, samen een kraam houden. Lezen telt niet.
orbits-mine-ties = Mensen met wie je een band hebt
orbits-mine-who = Wie ziet dit
orbits-mine-who-text = Alleen jij ziet deze pagina. Wie het plein houdt, ziet je naam alleen op de kaart als een van hen een band met je heeft.
orbits-mine-hide = Verberg een band
