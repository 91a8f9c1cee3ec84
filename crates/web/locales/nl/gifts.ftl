## Geven

give-title = Geef iets
give-title-to = Geef { $name } iets
give-to = Aan wie?
give-to-hint = Hun naam hier, zoals @anna.
give-what = Wat geef je?
give-none = Er is nog niets om te geven. De gastheer maakt het eerste.
give-of-stall = van { $stall }
give-of-square = van het plein
give-why = Waarom?
give-why-hint = Eén zin is genoeg. Een geschenk zonder reden is een knopje.
give-changed = Dit veranderde iets voor mij
give-changed-hint = Zeg het alleen als het zo was. Het weegt dubbel.
give-changed-what = Wat veranderde er?
give-who-sees = Wie mag het zien?
give-sees-all = Het hele plein
give-sees-two = Alleen { $name } en jij
give-sees-two-anybody = Alleen jullie twee
give-app = Liever vanuit je Mastodon-app?
give-app-how = Schrijf een bericht met { $mention } en { $code }. Dat is hetzelfde geschenk. Als { $name } er een ster bij zet, is het aangenomen.
give-cost = Dit kost niets en je krijgt er niets voor terug.
give-left = { $left ->
    [0] Vandaag heb je alles gegeven wat kan. Het kan weer { $returns }.
    [one] Je kunt vandaag nog één ding geven.
   *[other] Je kunt vandaag nog { $left } dingen geven.
}
give-left-to = { $left ->
    [0] Vandaag heb je { $name } alles gegeven wat kan. Het kan weer { $returns }.
    [one] Aan { $name } nog één.
   *[other] Aan { $name } nog { $left }.
}
give-answers = Hiervoor
give-submit = Geef het
give-submit-what = Geef { $currency }
give-cancel = Toch niet
give-again = Je gaf { $name } hier al eerder iets voor. Het staat er dan bij als ‘nog eens’.
give-price-title = Is dit een bedankje of een afspraak?
give-price = We lezen er een prijs, een korting of een wederdienst in. Een geschenk is voor wat iemand voor je deed. De kosten delen mag: dat is benzinegeld en telt hier nergens. Is het een bedankje, geef het dan zoals het is.
give-price-submit = Het is een bedankje, geef het
give-relation-first = Je eerste geschenk aan { $name }.
give-relation-before = Je gaf { $name } { $currency }, { $when }.
give-relation-received = { $name } gaf jou { $currency }, { $when }.

## Eén geschenk

gift-gave = gaf
gift-aria = Geschenk van { $from } aan { $to }
gift-a = { $vowel ->
    [yes] Een { $currency }
   *[no] Een { $currency }
}
gift-a-low = { $vowel ->
    [yes] een { $currency }
   *[no] een { $currency }
}
gift-title = { $from } gaf { $to } iets
gift-you-gave = Je gaf { $to } { $what }
gift-given-you = { $from } gaf je { $what }
gift-given = Gegeven
gift-given-lede = Zo zien anderen het.
gift-given-lede-two = Alleen jullie twee zien het.
gift-open-you = Wacht tot { $name } het aanneemt
gift-open-mine = Het wacht op je. Neem het aan wanneer het je uitkomt
gift-accepted = { $name } is er blij mee
gift-accepted-you = Je was er blij mee
gift-accepted-at = { $name } was er blij mee, { $when }
gift-declined = Liever niet. Niemand hoort ervan
gift-withdrawn = Teruggenomen voor het was aangenomen
gift-retracted = Later teruggenomen. Het telt niet meer
gift-first = Het eerste geschenk van { $from } aan { $to }
gift-answer = Een antwoord op een geschenk van { $to }, { $month }
gift-another = { $count ->
    [one] { $from } gaf { $to } al eens eerder iets
   *[other] { $from } gaf { $to } al { $count } keer eerder iets
}
gift-again = Nog eens, voor hetzelfde
gift-changed = Wat er veranderde
gift-back = { $name } zei
gift-for = Hiervoor
gift-words-gone = De woorden zijn weggehaald.
gift-between = Tussen die twee
gift-private = Alleen die twee zien dit
gift-accept = Neem aan
gift-accept-with = Neem aan, met een woord terug
gift-back-label = Een woord terug, als je wilt
gift-decline = Liever niet
gift-decline-hint = Het blijft zoals het is, niemand hoort ervan, en niemand vraagt waarom.
gift-withdraw = Neem het terug
gift-withdraw-hint = { $name } heeft het nog niet aangenomen, dus het gaat gewoon weg.
gift-retract = Neem het toch terug
gift-retract-hint = Het blijft met je naam in het boek staan en telt vanaf nu niet meer.
gift-costs = De kosten zijn gedeeld
gift-costs-hint = Benzinegeld, boodschappen: alleen jij ziet dit merkje, er staat geen bedrag bij en het telt nergens.
gift-costs-mark = Zet erbij dat de kosten gedeeld zijn
gift-costs-unmark = Haal het merkje weg
gift-give-back = Geef { $name } iets
gift-accepted-done = Aangenomen. { $name } hoort het één keer.
gift-declined-done = Het blijft tussen jou en de pagina. Niemand hoort ervan.
gift-withdrawn-done = Teruggenomen.
gift-retracted-done = Teruggenomen. Het telt vanaf nu niet meer.
gift-costs-done = Genoteerd. Alleen jij ziet het.
gift-before = Hiervoor
gift-what-between = Wat er tussen jullie heen en weer ging
gift-you-said = Jij zei

## Sociale valuta en erfstukken

currencies-title = Wat mensen hier geven
currencies-lede = Niets hiervan heeft een prijs. Je kunt het niet kopen, verkopen of opsparen. Het wordt alleen gegeven, met een reden.
currencies-none = Nog niets om te geven. De gastheer maakt het eerste.
currencies-expressive = Ontstaat bij het geven
currencies-circulating = Wordt doorgegeven
currency-kind-expressive = Het bestaat zodra iemand het geeft.
currency-kind-circulating = Er zijn er maar een paar, en wie er een heeft geeft hem door.
currency-says = Wat het zegt
currency-from = Van { $name }
currency-from-square = Van het plein
currency-lately = Wie het laatst gaven
currency-none = Nog door niemand gegeven. Wie hielp je deze week?
currency-give = Geef het aan iemand
currency-rests = Het rust. Er wordt niets meer in gegeven.
currency-emoji = In elke Mastodon-app
currency-emoji-how = Schrijf { $code } in een bericht waarin je iemand noemt.
currency-heirlooms = Waar ze zijn
currency-pass-rate = Hoe het reist
currency-pass-rate-of = { $passed } van de { $received } gaf het binnen 60 dagen door.
currency-pass-rate-none = Nog niemand hoefde het door te geven.
currency-line = { $from } aan { $to }
currency-since = Sinds { $when }
currency-imported = Van elders meegebracht, zonder woorden.
heirloom-title = { $currency }, nummer { $number }
heirloom-hand = { $number ->
    [1] Erfstuk, eerste hand
    [2] Erfstuk, tweede hand
    [3] Erfstuk, derde hand
    [4] Erfstuk, vierde hand
    [5] Erfstuk, vijfde hand
   *[other] Erfstuk, in de { $number }e hand
}
heirloom-holder = { $name } heeft het, sinds { $when }
heirloom-holder-you = Jij hebt het, sinds { $when }
heirloom-holder-none = Niemand heeft het op het ogenblik. Het ging terug naar de gastheer.
heirloom-resting = Het rust: langer dan 60 dagen in één hand.
heirloom-chain = Door wiens handen het ging
heirloom-minted = De gastheer bracht het in de wereld
heirloom-from-to = { $from } gaf het door aan { $to }
heirloom-waiting = Onderweg naar { $name }, die het nog niet heeft aangenomen
heirloom-pass = Geef het door
heirloom-pass-to = Geef het door aan { $name }
heirloom-pass-whom = Aan wie?
heirloom-pass-whom-hint = Iemand die het de laatste drie handen niet had.
heirloom-pass-why = Waarom aan hen?
heirloom-pass-why-hint = Deze regel reist vanaf nu mee.
heirloom-pass-lede = Je hebt het een poos gehad. Het verhuist als zij het aannemen.
heirloom-passed = Het is onderweg.

## Wat wacht, en wat er gebeurde

waiting-title = Wacht op jou
waiting-lede = Er is geen haast en er komt geen tweede herinnering. Doe het wanneer het je uitkomt, of niet.
waiting-none = Er wacht niets
waiting-none-hint = Je zou de klep kunnen dichtdoen en naar de lucht kijken.
waiting-gift = { $name } gaf je { $what }
waiting-gift-hint = Neem het aan wanneer het je uitkomt
waiting-heirloom = { $name } wil je { $what } doorgeven
waiting-follow = { $name } wil je graag volgen
waiting-follow-yes = Zeg ja
waiting-follow-no = Liever niet
waiting-bell = { $name } belde aan
waiting-bell-hint = Wil graag binnenkomen
waiting-bell-yes = Laat { $name } binnen
waiting-bell-no = Nu niet
waiting-meant = Was dit voor iemand bedoeld?
waiting-meant-hint = Je schreef { $code } in een bericht, en het gaf niets: { $why }
waiting-meant-no-mention = er werd niemand genoemd.
waiting-meant-no-reason = er stonden bijna geen woorden bij.
waiting-meant-many = er werden meer dan vijf mensen genoemd.
waiting-meant-allowance = je had vandaag alles al gegeven.
waiting-meant-other = zoals het er stond, kon het niet gegeven worden.
waiting-meant-give = Geef het nu aan iemand
waiting-meant-no = Nee, het was maar een woord
waiting-refused = Een geschenk kwam niet aan
waiting-describe = Beschrijf een foto
waiting-describe-hint = Voor wie het niet kan zien.
waiting-describe-save = Bewaar
waiting-describe-skip = Laat het zo
waiting-pass = { $what } wil verder reizen
waiting-pass-hint = Je hebt het langer dan 30 dagen gehad.
waiting-pass-do = Geef het door
waiting-pass-later = Later
waiting-post = Je bericht
waiting-done = Gedaan.
waiting-said-yes = { $name } volgt je nu.
waiting-let-in = { $name } is binnen.
waiting-to-news = Wat er gebeurde

news-title = Wat er gebeurde
news-lede = Niets hiervan wacht op je.
news-none = Nog niets. Wie hielp je deze week?
news-mention = { $name } noemde je
news-reply = { $name } antwoordde je
news-status = { $name } zei iets
news-reblog = { $name } gaf je bericht door
news-favourite = { $name } moedigde je aan
news-follow = { $name } volgt je
news-follow_request = { $name } wil je graag volgen
news-update = { $name } veranderde een bericht
news-gift = { $name } gaf je iets
news-gift_accepted = { $name } is er blij mee
news-heirloom = { $name } geeft je een erfstuk door
news-used = { $name } had wat aan je bericht
news-sign_up = { $name } kwam binnen
news-other = { $name } deed iets
news-older = Eerder

## Why something could not be

no-this-is-not-a-picture-we-can-read-send-a-jpeg-png-gif-or-webp = Dit is geen foto die wij kunnen lezen: stuur een JPEG, PNG, GIF of WebP.
no-this-file-is-too-large = Dit bestand is te groot.
no-this-picture-is-too-large-at-most-40-million-pixels-and-16384-a-side = Deze foto is te groot: hoogstens 40 miljoen pixels, en 16.384 per kant.
no-this-picture-has-too-many-frames-at-most-300 = Deze foto heeft te veel beeldjes: hoogstens 300.
no-this-picture-cannot-be-read-to-its-end-is-the-file-whole = Deze foto is niet tot het eind te lezen. Is het bestand heel?
no-this-picture-takes-too-long-to-read-save-it-again-smaller-and-send-that = Deze foto lezen duurt te lang. Sla hem kleiner op en stuur die.
no-nobody-here-has-this-name = Niemand hier heet zo.
no-choose-what-you-give = Kies wat je geeft.
no-a-few-more-letters-so-that-it-says-something = Een paar letters meer, zodat het iets zegt.
no-one-sentence-is-enough-a-gift-without-a-reason-is-a-button = Eén zin is genoeg. Een geschenk zonder reden is een knopje.
no-at-most-500-characters-the-rest-is-for-a-post-or-for-when-you-meet = Hoogstens 500 tekens. De rest is voor een bericht, of voor als je elkaar ziet.
