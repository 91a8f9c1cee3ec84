## Standing

# Voices and vouches.
vouch-people = Wie er is
vouch-people-hint = Dank van mensen met een eigen stem telt mee voor aanzien. Een stem krijg je van een host die je kent, of van twee mensen die je ontmoet hebben. Te koop is hij niet.
vouch-people-none = Niemand hier die daarbij past.
vouch-search = Naam
vouch-find = Zoeken
vouch-show-all = Iedereen tonen
vouch-show-without = Alleen mensen zonder eigen stem
vouch-voice-none = Nog geen eigen stem
vouch-voice-ends = Heeft een stem tot het einde van de dag
vouch-voice-host = Heeft een stem: is host
vouch-voice-known = Heeft een stem: een host kent hen
vouch-voice-vouched = Heeft een stem: twee mensen hebben hen ontmoet
vouch-voice-flow = Heeft een stem: via wie voor wie instaat
vouch-count = { $count ->
    [one] één mens staat voor hen in
   *[other] { $count } mensen staan voor hen in
}
vouch-know = Ik ken deze persoon
vouch-know-name = Ik ken { $name }
vouch-unknow = “Ik ken deze persoon” terugnemen
vouch-know-hint = Jouw woord geeft { $name } meteen een eigen stem.
vouch-known = Een host kent { $name }. Neem je het terug, dan eindigt de stem met de dag.
vouch-hint = Heb je { $name } echt ontmoet? Twee mensen die dat zeggen, geven { $name } een stem. Je kunt voor hoogstens twaalf mensen instaan.
vouch-do = We hebben elkaar ontmoet. Ik sta in voor { $name }
vouch-yours = Jij staat in voor { $name }.
vouch-withdraw = Terugnemen
no-a-stall-cannot-vouch-do-it-in-your-own-name = Een kraam kan voor niemand instaan. Doe het in je eigen naam.
no-nobody-can-vouch-for-themselves = Niemand kan voor zichzelf instaan.
no-you-can-vouch-for-others-once-two-people-or-a-host-vouch-for-you = Je kunt voor anderen instaan zodra twee mensen, of een host, voor jou instaan.
no-twelve-of-your-vouches-stand-take-one-back-first = Je staat al voor twaalf mensen in. Neem er eerst één terug.
vouch-swaps-title = Vragen over aanzien
vouch-swaps-lede = Er volgt niets vanzelf. Wie het aangaat, ziet hetzelfde als jij, en je redenen.
vouch-swaps-open = Wat wacht
vouch-swaps-decided = Wat besloten is
vouch-swaps-none = Er wacht niets.
vouch-case-swap = Over en weer
vouch-case-swap-text = { $names } hebben elkaar binnen een dag erkend, { $count } keer in dertig dagen. Vaak is dat gewoon vriendschap.
vouch-case-ring = Een kleine kring
vouch-case-ring-text = { $names } kwamen samen, en { $count }% van hun erkenning blijft onder hen. Zo beginnen nieuwe vrienden vaak.
vouch-case-burst = Velen tegelijk
vouch-case-burst-text = Binnen een week erkenden { $count } mensen zonder eigen stem { $names }. Dat telt pas mee als zij er een hebben.
vouch-case-contest = Een regel wordt betwist
vouch-case-contest-text = { $names } zegt dat dit niet klopt.
vouch-case-about = Waar het om gaat
vouch-case-more = en nog { $count }
vouch-case-open = Nog niemand heeft ernaar gekeken. Het telt zoals het telde.
vouch-case-appealed = Iemand is het er niet mee eens. Een andere moderator kijkt ernaar.
vouch-case-left = Het blijft zoals het is.
vouch-case-void = Het telt vanaf nu niet mee. Het blijft zichtbaar staan.
vouch-case-reasons = De redenen:
vouch-case-appeal = Ertegen:
vouch-case-last = Het laatste woord:
vouch-case-your-reasons = Je redenen
vouch-case-your-reasons-hint = Wie het aangaat, leest ze zoals je ze schrijft.
vouch-case-leave = Laat het zo
vouch-case-take-out = Telt vanaf nu niet mee
vouch-case-calm = Je ziet wat een moderator ziet. Er gebeurt niets in stilte.
vouch-appeal-title = Niet mee eens?
vouch-appeal-words = Waar nog eens naar gekeken moet worden
vouch-appeal-hint = Eén keer, binnen een half jaar. Iemand anders dan de eerste kijkt ernaar, zolang er iemand anders is.
vouch-appeal-send = Vraag om nog eens te kijken
vouch-about-gift = { $voice } bedankte { $doer } met een geschenk
vouch-about-heirloom = { $voice } gaf { $doer } een erfstuk door
vouch-about-made = { $voice } maakte iets van { $doer } na
vouch-about-helped = { $doer } hielp { $voice }
vouch-about-favourite = { $voice } klapte voor { $doer }
vouch-about-introduction = { $voice } was blij met een kennismaking via { $doer }
no-twenty-questions-of-yours-wait-for-an-answer-one-thing-after-the-other = Twintig vragen van je wachten op antwoord. Eén ding tegelijk.
no-this-concerns-you-somebody-else-decides-it = Dit gaat over jou: iemand anders beslist.
no-somebody-else-looks-at-an-appeal-against-your-decision = Iemand anders kijkt naar een bezwaar tegen jouw beslissing.
no-this-is-decided = Dit is beslist.
no-this-cannot-be-appealed-or-not-any-more = Hiertegen is geen bezwaar mogelijk, of niet meer.
no-a-few-more-words-so-that-others-can-follow = Een paar woorden meer, zodat anderen het kunnen volgen.
vouch-title = Het aanzien van { $name }
vouch-eyebrow = aanzien op { $square }
vouch-heading = { $band }, { $sentence }
vouch-band-known = Heeft een goede naam
vouch-band-generous = Gul
vouch-band-pillar = Steunpilaar
vouch-known-for = Hier bekend om { $list }
vouch-topic-first = { $what } ({ $count ->
    [one] { $count } mens
   *[other] { $count } mensen
})
vouch-topic-next = { $what } ({ $count })
vouch-topic-recipes = recepten
vouch-topic-introductions = kennismakingen
vouch-topic-help = hulp
vouch-topic-thanks = een helpende hand
vouch-nothing-yet = Over { $name } is nog niets gezegd
vouch-lede-own = Het komt van { $count ->
    [one] één mens
   *[other] { $count } verschillende mensen
}. Niemand kon het voor je kopen, jijzelf ook niet.
vouch-lede = Wat verteld mag worden komt van { $count ->
    [one] één mens
   *[other] { $count } verschillende mensen
}. Niemand kon het kopen, { $name } ook niet.
vouch-lede-none = Aanzien begint als iemand ergens blij mee is. Te koop is het niet.
vouch-is-hidden = Je verbergt je aanzien. Alleen jij ziet deze bladzijde.
vouch-what-for = Waarvoor
vouch-chart-name = Tekening van handen
vouch-chart = { $name } is hier bekend om { $list }.
vouch-chart-hint = Een kraal voor elk mens, hoe vaak ze het ook zeiden. Dezelfde hand telt één keer.
vouch-hands = { $count ->
    [one] één hand
   *[other] { $count } handen
}
vouch-figure = De som
vouch-in-all = { $points } bij elkaar, uit alles hieronder.
vouch-one-point = Eén is één vers dankjewel van iemand met een stem die niemand anders bedankte. In negentig dagen vervaagt het tot de helft.
vouch-staff = Daarvan komt { $points } van de mensen die het plein runnen.
vouch-rest = En { $points } van dingen die te klein of te veel zijn om te noemen.
vouch-from-you-title = Vanuit jou gezien
vouch-from-you = Van jou, en wie jij bedankte, komt { $points } bij { $name } aan.
vouch-from-you-none = Er loopt nog geen weg van jou naar { $name }.
vouch-from-you-hint = Alleen jij ziet dit. Het wordt nooit vermengd met wat het plein zegt.
vouch-because = Daarom
vouch-because-none = Niets dat getoond kan worden.
vouch-because-more = en nog { $count ->
    [one] een keer
   *[other] { $count } keer
}
vouch-between-others = Tussen twee anderen
vouch-weighs = Hun stem weegt { $voice }.
vouch-through-you = { $points } daarvan kwam via jou en telt niet mee.
vouch-is-staff = Helpt het plein te runnen.
vouch-deed-gift = Bedankt met een geschenk
vouch-deed-heirloom = Een erfstuk doorgegeven
vouch-deed-made = Ook gemaakt
vouch-deed-helped = Had er iets aan
vouch-deed-favourite = Klapte
vouch-deed-introduction = Was blij met de kennismaking
vouch-said-by = { $name }: { $what }
vouch-not-counted = Wat niet meetelde, en waarom
vouch-not-counted-none = Niets. Alles wat gezegd is, telt.
vouch-why-money = Er was geld mee gemoeid
vouch-why-not-accepted = Nog niet aangenomen
vouch-why-again = Al eerder van hetzelfde gezegd
vouch-why-retracted = Teruggenomen
vouch-why-void = Een moderator besloot het, met redenen
vouch-why-own-stall = Lof voor de eigen kraam
vouch-why-no-voice = Van mensen die nog geen stem hebben; het telt vanaf de dag dat ze er een hebben
vouch-why-own-voice = Die hele stem kwam via jou
vouch-why-faded = Vervaagd
vouch-why-gone = Van iemand die weg moest, of vertrok
vouch-lifetime = Alles, altijd
vouch-lifetime-hint = Deze lijst vervaagt nooit, en heeft geen cijfers.
vouch-lifetime-none = Nog niets dat getoond kan worden.
vouch-questions = Vragen die over jou gaan
vouch-how = Hoe aanzien werkt
vouch-never = Dit telt nooit mee
vouch-never-money = Wat iemand kocht of uitgaf
vouch-never-promotion = Een plek in de reclamestrook
vouch-never-numbers = Volgers, bezoeken en weergaven
vouch-never-own-stall = Kraamhouders die hun eigen kraam prijzen
vouch-never-circles = Wat tussen twee of drie rondgaat, levert niets extra’s op
vouch-steps = Drie stappen, geen ranglijst
vouch-step-known = Een paar verschillende mensen waren ergens blij mee
vouch-step-generous = Veel verschillende mensen, en vaker dan eens
vouch-step-pillar = Een flink deel van het plein, en nog altijd gevend
vouch-steps-fall = Het stijgt meteen en daalt langzaam, hoogstens één stap per kwartaal. Het geeft niemand macht over anderen.
vouch-your-voice = Je stem
vouch-own-voice = Je dank telt mee. Je stem weegt { $voice }.
vouch-own-ends = Je stem, { $voice }, eindigt met deze dag: iemand nam een woord terug.
vouch-own-none = Je hebt nog geen eigen stem. { $count ->
    [0] Twee mensen die je ontmoet hebben, of een host, kunnen je er een geven.
    [one] Eén mens staat voor je in; met nog één heb je er een.
   *[other] { $count } mensen staan voor je in; vannacht wordt het beslist.
} Wat je tot dan zei, telt vanaf die dag.
vouch-check = Kijk zelf
vouch-check-json = De hele som, regel voor regel (JSON)
vouch-check-replay = Iedereen kan het narekenen: <code>soulava standing replay</code>
vouch-check-contest = Klopt er iets niet? Zeg het naast de regel.
vouch-hide = Verberg mijn aanzien
vouch-show = Toon mijn aanzien
vouch-hide-hint = Verborgen ziet niemand het behalve jij, en je hebt er geen nadeel van.
vouch-show-hint = Getoond zien anderen waar je om bekend staat, en wat toch al openbaar is.
vouch-contest-link = klopt niet?
vouch-contest-title = Er klopt iets niet
vouch-contest-lede = Een moderator kijkt ernaar en antwoordt met redenen. Je kunt bezwaar maken.
vouch-contest-words = Wat er niet klopt
vouch-contest-hint = Een of twee zinnen. Wie het aangaat, leest het.
vouch-contest-send = Vraag een moderator
vouch-why-link = Waarom?
no-a-stall-has-no-standing-its-keepers-have = Een kraam heeft geen aanzien; de kraamhouders wel.
vouch-your-standing = Je aanzien
