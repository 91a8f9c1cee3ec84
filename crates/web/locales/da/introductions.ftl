## Introduktioner

introductions-title = Bring folk sammen
introductions-lede = Du kender to, der burde kende hinanden. De hører det hver for sig og mødes, når begge siger ja.
introductions-to-you = Til dig
introductions-to-none = Ingen vil føre dig sammen med nogen lige nu.
introductions-by-you = Fra dig
introductions-by-none = Du har ikke ført nogen sammen endnu. Hvilke to af dine folk burde kende hinanden?
introduction-thinks = { $name } synes, at du og { $other } skulle møde hinanden
introduction-you-think = Du synes, at { $one } og { $other } skulle møde hinanden
introduction-nobody-sees = Ingen ser, hvad du svarer, medmindre I begge siger ja.
introduction-yes = Ja
introduction-not-now = Ikke nu
introduction-for-stall = For { $stall }
introduction-own-stall = { $name } er også stadeholder i { $stall }
introduction-my-stall = { $stall } er også min bod
introduction-my-stall-hint = Begge læser det. Det er fint at bringe folk til sin egen bod, og ingen takker dig for det her.
introduction-state-open = Ja, eller ikke nu? Indtil { $date }, når det passer dig.
introduction-state-yes = Du sagde ja. Gør { $other } det også, hører I det begge, senest { $date }.
introduction-state-no = Du sagde ikke nu. Ingen ser det. Du kan tænke om indtil { $date }.
introduction-state-not-now = Ikke nu.
introduction-state-together = I sagde begge ja. Sig hej, hvor I tre kan læse det.
introduction-state-met = I taler sammen nu.
introduction-state-worked = Godt, at I mødte hinanden.
introduction-made-waiting = Det ligger hos dem indtil { $date }. Du hører det, når begge siger ja.
introduction-made-not-now = Ikke nu. Ingen behøver sige hvorfor.
introduction-made-together = Begge sagde ja. Nu er det op til dem.
introduction-made-met = De taler sammen uden dig nu.
introduction-made-worked = Det var til nytte for dem.
introduction-made-glad = Begge er glade for det.
introduction-offered = De hører det hver for sig.
introduction-said = Noteret. Ingen ser det, medmindre I begge siger ja.
introduction-thread = Til jeres samtale, alle tre
introduction-glad = Jeg er glad for det
introduction-glad-hint = Når I begge siger det, er { $name } kendt for det.
introduction-idea = De kunne møde hinanden gennem dig
introduction-idea-line = { $one } og { $other }
introduction-idea-shared = Begge har at gøre med { $words }.
introduction-idea-both-yours = Du kender begge godt, og de kender ikke hinanden.
introduction-idea-hint = Kun du ser det. Højst ét par om ugen, og ingen af dem ved det.
introduction-aside = Helst ikke
introduction-bring-two = Bring { $one } og { $other } sammen
introduction-bring = Bring { $name } sammen med nogen
introduction-new-title = Bring to sammen
introduction-new-lede = To, du kender, og som ikke kender hinanden, og en sætning om hvorfor.
introduction-one = Den ene
introduction-other = Og den anden
introduction-why = Hvorfor skulle de mødes?
introduction-why-hint = En eller to sætninger. Begge læser dem, og de står over deres første samtale.
introduction-show = Torvet må se det
introduction-show-hint = Kun hvis I alle tre siger det. Ellers taler I tre for jer selv.
introduction-preview = Hvad de læser
introduction-reads = { $name } læser
introduction-your-words = … og så dine ord.
introduction-blind = Hver svarer for sig. Et nej bliver aldrig vist; efter to uger er det bare "ikke nu".
introduction-send = Spørg dem begge
introduction-look = Se, hvordan det lyder
introduction-not-these = De to kan ikke føres sammen her.

no-an-introduction-takes-three-different-people = En introduktion kræver tre forskellige mennesker.
no-two-people-who-are-here = Vælg to, der er her.
no-two-people = Vælg to.
no-you-can-bring-together-whom-you-know-two-people-you-have-spoken-with-here = Du kan bringe dem sammen, du kender: to, du har talt med her.
no-these-two-know-each-other-already = De to kender allerede hinanden.
no-you-asked-these-two-already-leave-it-with-them = Du har allerede spurgt de to. Lad det ligge hos dem.
no-three-of-your-introductions-are-open-wait-for-an-answer-first = Tre af dine introduktioner er åbne. Vent på et svar først.
no-that-makes-five-in-a-week-another-one-next-week = Det er fem på en uge. Den næste kan være i næste uge.
no-one-of-them-has-two-introductions-to-think-about-already-try-later = En af dem har allerede to at tænke over. Prøv senere.
no-say-that-it-is-your-stall-too = Sig, at det også er din bod.
no-say-in-a-sentence-why-they-should-meet = Sig i en sætning, hvorfor de skulle mødes.
no-at-most-500-characters-they-will-tell-each-other-the-rest = Højst 500 tegn. Resten fortæller de hinanden.
no-plain-words-without-names-and-emblems = Almindelige ord, uden @navne og :emblemer:.
no-name-somebody-else-who-is-here = Nævn en anden, der er her.
no-the-list-is-full-take-somebody-off-it-first = Listen er fuld. Tag først en af den.

## Hvad man ønsker

settings-introductions = Møde folk
wishes-open = Må folk føre dig sammen med andre?
wishes-open-yes = Ja
wishes-open-no = Ikke nu
wishes-open-hint = Den, der prøver alligevel, kan ikke mærke det. Det ser ud, som om du ikke har svaret.
wishes-never-title = Aldrig med dem
wishes-never-lede = Ingen fører jer sammen, og I trækker aldrig hinanden. Kun du ser listen.
wishes-never-none = Der er ingen på den.
wishes-never-add = Tilføj en
wishes-never-hint = Deres navn her, for eksempel @pieter
wishes-never-button = Aldrig med den
wishes-never-remove = Tag af listen

## For værten

introductions-host-title = Hvordan det går med introduktioner
introductions-host-line = På et år blev { $offered } tilbudt; ved { $accepted } sagde begge ja, og ved { $glad } var begge glade.
introductions-col-what = Hvad der kom ud af det
introductions-col-count = Hvor mange
introductions-col-share = Andel
introductions-col-range = Formentlig mellem
introductions-of = { $met } af { $of }
introductions-talked = Talte sammen begge veje inden for 30 dage
introductions-gave = En gave taget imod inden for 90 dage
introductions-tied = Et bånd efter 180 dage
introductions-interval = Formentlig mellem: Wilsons interval, z = 1,96. Med få tilfælde er det bredt, og sådan er det.
introductions-compare-title = Hvad forslag giver
introductions-compare-lede = Et af ti forslag holdes tilbage tilfældigt. Finder de folk hinanden lige så ofte, giver forslag ingenting.
introductions-shown = Foreslået, og talte inden for 30 dage
introductions-kept-back = Holdt tilbage, og talte inden for 30 dage
introductions-difference = Forslag giver { $points } af hundrede; formentlig mellem { $low } og { $high }.
introductions-too-few = Ikke endnu: { $active } har været aktive for nylig, og der skal { $least } til for at sammenligne. Indtil da vises alle forslag.
introductions-too-early = Ikke endnu: det tager en måned at se, hvem der talte, og ingen forslag af begge slags er gamle nok.

## Møder

meetups-title = Møder ved lodtrækning
meetups-lede = Nu og da trækker folk, der ikke kender hinanden, hinanden til en kaffe eller en gåtur. Aldrig de samme to igen.
meetup-part = At være med
meetup-off = Der er ingen runder her for tiden. Du kan allerede sige, at du er med.
meetup-next = Næste runde er { $date }.
meetup-count = { $count ->
    [0] Ingen anden er med endnu.
    [one] En anden er med.
   *[other] { $count } andre er med.
 }
meetup-you-in = Du er med.
meetup-you-skip = Du springer næste runde over.
meetup-first-next = Sidst var der ingen tilbage til dig; næste gang er du den første.
meetup-join = Vær med
meetup-leave = Stop
meetup-skip = Spring næste over
meetup-come = Kom alligevel
meetup-never-hint = Du trækker aldrig nogen, du kender eller blokerer.
meetup-every = Hvor tit
meetup-every-off = Aldrig
meetup-every-weekly = Hver uge
meetup-every-fortnightly = Hver anden uge
meetup-every-monthly = Hver fjerde uge
meetup-drawn = Dem, du trak
meetup-drawn-none = Ingen endnu.
meetup-thread = Til jeres samtale
meetup-we-met = Vi mødtes
meetup-met = I har mødtes.
meetup-said-met = Du siger, at I mødtes. Nu mangler { $name }.
meetup-not-met = Aftal noget med { $name }.
no-people-meet-people-join-for-yourself-not-for-a-stall = Mennesker møder mennesker. Vær med som dig selv, ikke som bod.

## Nye

newcomers-title = Hvem er ny
newcomers-lede = Den, der bliver hilst på den første dag, kommer igen.
newcomers-today = Nye i dag
newcomers-today-none = Ingen kom ind i dag.
newcomers-week = Denne uge
newcomers-invited = inviteret af { $name }
newcomers-let-in = ringede på; { $name } lukkede op
newcomers-alone = kom selv ind
newcomers-greet = Hils på { $name }
newcomers-greeted = Hilst.
newcomers-was-greeted = Du har hilst på dem.
newcomers-meet = Lad dem møde nogen
newcomers-meet-later = Når I to har talt sammen, kan du føre dem sammen med andre.
newcomers-greeters = De, der hilser
newcomers-greeters-hint = Ud over værter og moderatorer ser de, hvem der er ny.
newcomers-greeter-add = Lad en hilse
newcomers-greeter-button = Lad hilse
newcomers-greeter-remove = Hilser ikke mere
no-a-greeter-is-a-person-who-is-here = At hilse er for et menneske, der er her.
no-fifty-greeters-are-enough = Halvtreds er nok.

## Den første side for en, der er ny

welcome-tie = Du og { $name } har et bånd nu
welcome-invited = { $name } ville gerne have dig med. Flere bånd kommer af sig selv, et ad gangen.
welcome-let-in = { $name } lukkede op for dig. Flere bånd kommer af sig selv, et ad gangen.
welcome-gift = Den første gave
welcome-meet = Folk, { $name } synes, du skulle møde
welcome-posts = Hvad { $name } sagde sidst
invite-people-title = Hvem skulle din gæst møde?
invite-people-lede = Højst fem af dine folk. Din gæst ser dem på den første side. Vælger du ingen, bliver det dem, der er dig nærmest.
invite-people-legend = Fra dine bånd
invite-people-none = Du har ingen bånd, der tæller, endnu. Din gæst finder dig.
invite-people-later = Senere
invite-people-link = Hvem skulle de møde?
invite-people-saved = Din gæst finder dem først.
no-five-people-are-enough-to-begin-with = Fem er nok til at begynde med.
no-choose-from-your-own-ties = Vælg blandt dine egne bånd.

## Nyt

news-came_in = { $name } kom ind
news-introduction = { $name } sagde ja: I er ført sammen
news-introduction_glad = { $name } er glad for, at du førte dem sammen
news-meetup = Du og { $name } trak hinanden
