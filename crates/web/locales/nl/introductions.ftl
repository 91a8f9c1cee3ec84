## Kennismakingen

introductions-title = Mensen bij elkaar brengen
introductions-lede = Je kent twee mensen die elkaar zouden moeten kennen. Ze horen het ieder apart, en ontmoeten elkaar als ze allebei ja zeggen.
introductions-to-you = Voor jou
introductions-to-none = Niemand wil je op dit moment aan iemand voorstellen.
introductions-by-you = Van jou
introductions-by-none = Je hebt nog niemand bij elkaar gebracht. Welke twee van je mensen zouden elkaar moeten kennen?
introduction-thinks = { $name } denkt dat jij en { $other } elkaar zouden moeten leren kennen
introduction-you-think = Jij denkt dat { $one } en { $other } elkaar zouden moeten leren kennen
introduction-nobody-sees = Niemand ziet wat je zegt, behalve als jullie allebei ja zeggen.
introduction-yes = Ja
introduction-not-now = Nu even niet
introduction-for-stall = Voor { $stall }
introduction-own-stall = { $name } is ook kraamhouder van { $stall }
introduction-my-stall = { $stall } is ook mijn kraam
introduction-my-stall-hint = Ze lezen dit allebei. Mensen naar je eigen kraam brengen mag, en niemand bedankt je er hier voor.
introduction-state-open = Ja, of nu even niet? Tot { $date }, wanneer het je uitkomt.
introduction-state-yes = Je zei ja. Zegt { $other } dat ook, dan horen jullie het allebei, uiterlijk { $date }.
introduction-state-no = Je zei: nu even niet. Niemand ziet dat. Je kunt je bedenken tot { $date }.
introduction-state-not-now = Nu even niet.
introduction-state-together = Jullie zeiden allebei ja. Zeg hallo waar jullie drieën het lezen.
introduction-state-met = Jullie praten nu met elkaar.
introduction-state-worked = Goed dat jullie elkaar leerden kennen.
introduction-made-waiting = Het ligt bij hen, tot { $date }. Je hoort ervan als ze allebei ja zeggen.
introduction-made-not-now = Nu even niet. Niemand hoeft te zeggen waarom.
introduction-made-together = Ze zeiden allebei ja. Nu is het aan hen.
introduction-made-met = Ze praten nu zonder jou.
introduction-made-worked = Ze hadden er iets aan.
introduction-made-glad = Ze zijn er allebei blij mee.
introduction-offered = Ze horen het, ieder apart.
introduction-said = Genoteerd. Niemand ziet het, behalve als jullie allebei ja zeggen.
introduction-thread = Naar het gesprek van jullie drieën
introduction-glad = Ik ben er blij mee
introduction-glad-hint = Als jullie dat allebei zeggen, staat { $name } daar goed mee aangeschreven.
introduction-idea = Zij kunnen elkaar via jou ontmoeten
introduction-idea-line = { $one } en { $other }
introduction-idea-shared = Ze hebben allebei iets met { $words }.
introduction-idea-both-yours = Je kent ze allebei goed, en zij kennen elkaar niet.
introduction-idea-hint = Alleen jij ziet dit. Hooguit één paar per week, en geen van beiden weet het.
introduction-aside = Liever niet
introduction-bring-two = Breng { $one } en { $other } bij elkaar
introduction-bring = Breng { $name } met iemand in contact
introduction-new-title = Twee mensen bij elkaar brengen
introduction-new-lede = Twee mensen die jij kent en die elkaar niet kennen, en één zin waarom.
introduction-one = De een
introduction-other = En de ander
introduction-why = Waarom zouden ze elkaar moeten ontmoeten?
introduction-why-hint = Een of twee zinnen. Ze lezen die allebei, en ze staan boven hun eerste gesprek.
introduction-show = Het plein mag het zien
introduction-show-hint = Alleen als jullie alle drie dat zeggen. Anders praten jullie onder elkaar.
introduction-preview = Wat zij lezen
introduction-reads = { $name } leest
introduction-your-words = … en dan jouw woorden.
introduction-blind = Ieder antwoordt alleen. Een nee zie je nooit; na twee weken is het gewoon "nu even niet".
introduction-send = Vraag het hun allebei
introduction-look = Kijk hoe het leest
introduction-not-these = Deze twee kun je hier niet bij elkaar brengen.

no-an-introduction-takes-three-different-people = Voor een kennismaking zijn drie verschillende mensen nodig.
no-two-people-who-are-here = Kies twee mensen die hier zijn.
no-two-people = Kies twee mensen.
no-you-can-bring-together-whom-you-know-two-people-you-have-spoken-with-here = Je brengt bij elkaar wie je kent: twee mensen met wie je hier hebt gepraat.
no-these-two-know-each-other-already = Deze twee kennen elkaar al.
no-you-asked-these-two-already-leave-it-with-them = Je hebt het deze twee al gevraagd. Laat het bij hen.
no-three-of-your-introductions-are-open-wait-for-an-answer-first = Er staan drie kennismakingen van je open. Wacht eerst op een antwoord.
no-that-makes-five-in-a-week-another-one-next-week = Dat zijn er vijf in een week. De volgende kan volgende week.
no-one-of-them-has-two-introductions-to-think-about-already-try-later = Een van hen heeft er al twee om over na te denken. Probeer het later.
no-say-that-it-is-your-stall-too = Zeg erbij dat het ook jouw kraam is.
no-say-in-a-sentence-why-they-should-meet = Zeg in één zin waarom ze elkaar zouden moeten ontmoeten.
no-at-most-500-characters-they-will-tell-each-other-the-rest = Hooguit 500 tekens. De rest vertellen ze elkaar.
no-plain-words-without-names-and-emblems = Gewone woorden, zonder @namen en :emblemen:.
no-name-somebody-else-who-is-here = Noem iemand anders die hier is.
no-the-list-is-full-take-somebody-off-it-first = De lijst is vol. Haal er eerst iemand af.

## Wat iemand ervan wil

settings-introductions = Mensen ontmoeten
wishes-open = Mogen mensen je aan anderen voorstellen?
wishes-open-yes = Ja
wishes-open-no = Nu even niet
wishes-open-hint = Wie het toch probeert, merkt niets. Het lijkt of je nog niet hebt geantwoord.
wishes-never-title = Nooit met deze mensen
wishes-never-lede = Niemand brengt je met hen in contact, en jullie loten elkaar nooit. Alleen jij ziet deze lijst.
wishes-never-none = Er staat niemand op.
wishes-never-add = Iemand toevoegen
wishes-never-hint = Hun naam hier, bijvoorbeeld @pieter
wishes-never-button = Nooit met deze persoon
wishes-never-remove = Van de lijst

## Voor wie het plein beheert

introductions-host-title = Hoe het met kennismakingen gaat
introductions-host-line = In een jaar werden er { $offered } aangeboden; bij { $accepted } zeiden ze allebei ja, en bij { $glad } waren ze er allebei blij mee.
introductions-col-what = Wat ervan kwam
introductions-col-count = Hoeveel
introductions-col-share = Deel
introductions-col-range = Waarschijnlijk tussen
introductions-of = { $met } van { $of }
introductions-talked = Praatten over en weer binnen 30 dagen
introductions-gave = Een geschenk aangenomen binnen 90 dagen
introductions-tied = Een band na 180 dagen
introductions-interval = Waarschijnlijk tussen: het interval van Wilson, z = 1,96. Met weinig gevallen is het breed, en dat is de waarheid.
introductions-compare-title = Wat voorstellen opleveren
introductions-compare-lede = Een op de tien voorstellen houden we bij toeval achter. Vinden die mensen elkaar net zo vaak, dan levert voorstellen niets op.
introductions-shown = Voorgesteld, en binnen 30 dagen gepraat
introductions-kept-back = Achtergehouden, en binnen 30 dagen gepraat
introductions-difference = Voorstellen levert { $points } op de honderd op; waarschijnlijk tussen { $low } en { $high }.
introductions-too-few = Nog niet: { $active } mensen deden onlangs iets, en vergelijken kan vanaf { $least }. Tot dan wordt elk voorstel getoond.
introductions-too-early = Nog niet: na een maand zie je wie er praatte, en er zijn nog geen voorstellen van beide soorten die oud genoeg zijn.

## Ontmoetingen

meetups-title = Ontmoeten door loting
meetups-lede = Af en toe loten mensen die elkaar niet kennen elkaar, voor koffie of een wandeling. Nooit twee keer dezelfden.
meetup-part = Meedoen
meetup-off = Er zijn hier op dit moment geen rondes. Je kunt alvast zeggen dat je meedoet.
meetup-next = De volgende ronde is op { $date }.
meetup-count = { $count ->
    [0] Er doet nog niemand anders mee.
    [one] Er doet nog één ander mee.
   *[other] Er doen { $count } anderen mee.
 }
meetup-you-in = Je doet mee.
meetup-you-skip = Je slaat de volgende ronde over.
meetup-first-next = De vorige keer bleef er niemand voor je over; de volgende keer ben jij de eerste.
meetup-join = Doe mee
meetup-leave = Stop ermee
meetup-skip = Sla de volgende over
meetup-come = Kom toch
meetup-never-hint = Je loot nooit wie je kent of blokkeert.
meetup-every = Hoe vaak
meetup-every-off = Nooit
meetup-every-weekly = Elke week
meetup-every-fortnightly = Elke twee weken
meetup-every-monthly = Elke vier weken
meetup-drawn = Wie je lootte
meetup-drawn-none = Nog niemand.
meetup-thread = Naar jullie gesprek
meetup-we-met = We hebben elkaar ontmoet
meetup-met = Jullie hebben elkaar ontmoet.
meetup-said-met = Jij zegt dat jullie elkaar ontmoetten. Nu { $name } nog.
meetup-not-met = Spreek iets af met { $name }.
no-people-meet-people-join-for-yourself-not-for-a-stall = Mensen ontmoeten mensen. Doe mee als jezelf, niet als kraam.

## Nieuwkomers

newcomers-title = Wie is er nieuw
newcomers-lede = Wie op de eerste dag begroet wordt, komt terug.
newcomers-today = Vandaag nieuw
newcomers-today-none = Vandaag kwam er niemand binnen.
newcomers-week = Deze week
newcomers-invited = uitgenodigd door { $name }
newcomers-let-in = belde aan; { $name } deed open
newcomers-alone = kwam zelf binnen
newcomers-greet = Groet { $name }
newcomers-greeted = Gegroet.
newcomers-was-greeted = Je hebt al gegroet.
newcomers-meet = Laat ze iemand ontmoeten
newcomers-meet-later = Als jullie elkaar gesproken hebben, kun je ze met anderen in contact brengen.
newcomers-greeters = Wie er groet
newcomers-greeters-hint = Naast beheerders en moderatoren zien zij wie er nieuw is.
newcomers-greeter-add = Iemand laten groeten
newcomers-greeter-button = Laat groeten
newcomers-greeter-remove = Groet niet meer
no-a-greeter-is-a-person-who-is-here = Groeten doet een mens die hier is.
no-fifty-greeters-are-enough = Vijftig is genoeg.

## De eerste pagina van iemand die nieuw is

welcome-tie = Jij en { $name } hebben nu een band
welcome-invited = { $name } had je er graag bij. Meer banden komen vanzelf, één voor één.
welcome-let-in = { $name } deed de deur voor je open. Meer banden komen vanzelf, één voor één.
welcome-gift = Het eerste geschenk
welcome-meet = Mensen die je volgens { $name } moet leren kennen
welcome-posts = Wat { $name } het laatst zei
invite-people-title = Wie moet je gast leren kennen?
invite-people-lede = Hooguit vijf van je mensen. Je gast ziet ze op de eerste pagina. Kies je niemand, dan worden het wie je het naast staan.
invite-people-legend = Uit je banden
invite-people-none = Je hebt nog geen banden die tellen. Je gast vindt jou.
invite-people-later = Later
invite-people-link = Wie moeten ze leren kennen?
invite-people-saved = Je gast vindt hen als eersten.
no-five-people-are-enough-to-begin-with = Vijf mensen zijn genoeg om mee te beginnen.
no-choose-from-your-own-ties = Kies uit je eigen banden.

## Nieuws

news-came_in = { $name } is binnengekomen
news-introduction = { $name } zei ja: jullie zijn bij elkaar gebracht
news-introduction_glad = { $name } is blij dat je hen bij elkaar bracht
news-meetup = Jij en { $name } lootten elkaar
