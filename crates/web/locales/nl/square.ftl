## Het plein en wat er gezegd wordt

square-title = Het plein
square-tabs = Wat je ziet
square-known = Iedereen die je kent
square-all = Het hele plein
square-feed = Wat mensen zeggen, nieuwste eerst
square-end-since = Dat was alles sinds { $day }. Ga naar buiten.
square-end-first = Dat was alles, vanaf het allereerste begin. Ga naar buiten.
square-older = Ouder dan dit
square-newest = Terug naar het nieuwste
square-new = { $count ->
    [one] Eén nieuw bericht. Laat zien
   *[other] { $count } nieuwe berichten. Laat zien
}
square-empty = Het plein is stil
square-empty-host = { $name } is er, als je gezelschap wilt. Of zeg wat je vandaag doet.
square-empty-alone = Zeg wat je vandaag doet. Misschien komt er iemand langs.
square-empty-known = Niemand die je kent heeft al iets gezegd
square-empty-known-hint = Kijk eens op het hele plein, en volg wie je graag hoort.
square-empty-action = Zeg iets
square-aside = Voor jou
square-waiting = Wacht op jou
square-waiting-all = { $count ->
    [one] Het ene dat wacht
   *[other] Alle { $count } dingen die wachten
}
square-waiting-none = Er wacht niets op je.
square-stalls = Achter de kramen
square-stall-keeper = { $keeper }, { $stall }
square-kept-by = gehouden door { $names }

## Schrijven

write-title = Schrijven
write-title-recipe = Een recept schrijven
write-title-edit = Je bericht veranderen
write-label = Zeg iets tegen het plein
write-prompt = Waar denk je aan, { $name }?
write-field = Wat wil je zeggen?
write-field-hint = Hoogstens { $max } tekens. Noem iemand met @, een onderwerp met #.
write-recipe-name = Hoe heet het?
write-recipe-story = Waar komt het vandaan?
write-recipe-story-hint = Een regel of twee erover, als je wilt.
write-recipe-needs = Wat heb je nodig?
write-recipe-needs-hint = Eén ding op elke regel.
write-recipe-steps = Hoe maak je het?
write-recipe-steps-hint = Eén stap op elke regel.
write-picture = Foto erbij
write-recipe = Maak er een recept van
write-note = Maak er een gewoon bericht van
write-submit = Plaats
write-submit-edit = Bewaar de verandering
write-cancel = Toch niet
write-audience = Wie kan dit lezen?
write-audience-public = Het hele plein
write-audience-public-hint = En iedereen die langskomt.
write-audience-unlisted = Wie op je pagina kijkt
write-audience-unlisted-hint = Niet te zien op het plein.
write-audience-private = Wie jou volgt
write-audience-private-hint = En wie je noemt.
write-audience-direct = Alleen wie je noemt
write-audience-direct-hint = Schrijf hun naam met @.
write-hint-public = Het hele plein kan dit lezen.
write-change = Verander
write-warning = Een waarschuwing vooraf, als het nodig is
write-warning-hint = Staat er eerst; de rest gaat open als iemand het wil lezen.
write-language = In welke taal?
write-as = Wie zegt het?
write-as-self = Jij, { $name }
write-as-stall = { $stall }, bij monde van jou
write-as-hint = Een kraam spreekt nooit zonder naam: die van jou staat erbij.
write-file = Een foto
write-file-hint = JPEG, PNG, GIF of WebP, hoogstens 16 MB.
write-alt = Wat is erop te zien?
write-alt-hint = Voor wie het niet kan zien.
write-alt-later = Of doe het later: dan wacht het op je lijst.
write-pictures = Foto’s
write-alt-of = Foto { $number }: wat is erop te zien?
write-picture-keep = Deze foto houden
write-reply-to = Een antwoord aan { $name }
write-posted = Geplaatst.
write-saved = Opgeslagen.
write-more = Meer

## Een bericht

post-by = Bericht van { $name }
post-recipe-by = Recept van { $name }
post-reply-by = Antwoord van { $name }
post-title-by = { $name }: { $text }
post-recipe = Recept
post-direct = Voor wie genoemd is
post-private = Voor volgers
post-unlisted = Niet op het plein
post-read-recipe = Lees het recept
post-answers = antwoordt { $name }
post-answers-self = gaat verder
post-passed-on-by = { $name } gaf dit door
post-you-passed-on = Jij gaf dit door
post-for-stall = { $keeper }, voor { $stall }
post-for = voor
post-keeper-at = Kraamhouder bij { $stalls }
post-you = jij
post-edited = veranderd { $when }
post-warning-open = Lees verder
post-picture-hidden = Laat de foto zien
post-no-description = Foto, nog geen beschrijving
post-reply = Antwoord
post-give = Geef
post-give-to = Geef { $name } iets
post-more = Meer
post-pass-on = Geef door
post-passed-on = Doorgegeven
post-favourite = Moedig aan
post-favourited = Aangemoedigd
post-keep = Bewaar
post-kept = Bewaard
post-made = Dit heb ik gemaakt
post-helped = Dit hielp mij
post-edit = Verander
post-delete = Neem terug
post-history = Hoe het eerst was
post-link = Link hierheen
post-why = Waarom zie ik dit?
post-mute = Hoor minder van { $name }

post-square = Het plein
post-replies = { $count ->
    [0] Nog geen antwoorden
    [one] Eén antwoord
   *[other] { $count } antwoorden
}
post-before = Wat eraan voorafging
post-reply-label = Je antwoord aan { $name }
post-reply-hint = Noem iemand en schrijf { $code } om iets te geven.
post-reply-submit = Antwoord
post-reply-sign-in = Meld je aan om te antwoorden
post-with = Met wie je praat
post-who = Wat mensen ermee deden
post-who-passed = Doorgegeven door
post-who-glad = Aangemoedigd door
post-who-kept = Door jou bewaard, voor later
post-who-none = Nog niets. Zeg jij het als eerste.
post-thanked = { $names } zei dank met { $currency }
post-used-made = { $names } maakte het ook
post-used-helped = Het hielp { $names }
post-also-by = Ook van { $name }
post-needs = Wat je nodig hebt
post-steps = Zo maak je het

made-title = Dit heb ik gemaakt
made-title-of = Je maakte dit van { $name }
made-heading = Dit heb ik gemaakt
made-also = Ik heb het ook gemaakt
made-lede = { $name } hoort dat je het maakte. Dat is een eigen soort bedankje.
made-kind = Wat was het voor jou?
made-kind-made = Dit heb ik gemaakt
made-kind-helped = Dit hielp mij
made-words = Hoe ging het?
made-words-hint = Een paar woorden, als je wilt. Ze staan met je naam onder het bericht.
made-submit = Vertel het { $name }
made-helped-heading = Dit hielp
made-done = { $name } hoort het.

why-title = Waarom zie ik dit?
why-own = Je schreef dit zelf.
why-follow = Je volgt { $name }. Nieuwste eerst. Niemand betaalde voor deze plek.
why-passed = { $by } gaf het door, en je volgt { $by }. Nieuwste eerst. Niemand betaalde voor deze plek.
why-square = Het staat voor iedereen op het plein, nieuwste eerst. Niemand betaalde voor deze plek.
why-named = { $name } noemt je erin. Nieuwste eerst. Niemand betaalde voor deze plek.
why-asked = Je deed het zelf open. Niemand betaalde voor deze plek.
why-tag = Je vroeg om #{ $tag }. Nieuwste eerst. Niemand betaalde voor deze plek.
why-order = Hoe de volgorde ontstaat
why-order-1 = Het plein laat eerst zien wat het laatst gezegd is. Een andere volgorde is er niet.
why-order-2 = Wat mensen aanmoedigen, geven of doorgeven, komt daardoor niet hoger te staan.
why-order-3 = Er is hier geen plek te koop.
why-back = Terug naar het bericht

history-title = Hoe het eerst was
history-lede = { $name } veranderde dit bericht. Hier staat elke versie, nieuwste eerst.
history-now = Zoals het nu is
history-version = Zoals het was { $when }
history-none = Dit bericht is nooit veranderd.

delete-title = Dit bericht terugnemen?
delete-lede = Het gaat weg voor iedereen en komt niet terug. Antwoorden van anderen blijven.
delete-gift = Een geschenk dat nog wacht, gaat mee terug. Van een aangenomen geschenk gaan alleen de woorden weg.
delete-submit = Neem het terug
delete-cancel = Laat het staan
delete-done = Teruggenomen.

## Een mens en een kraam

person-posts = Wat { $name } zegt
person-posts-you = Wat jij zei
person-posts-none = { $name } heeft nog niets gezegd.
person-posts-none-you = Je hebt nog niets gezegd.
person-relation-you = Dit is jouw pagina
person-relation-both = Jullie volgen elkaar
person-relation-following = Je volgt { $name }
person-relation-followed = { $name } volgt jou
person-relation-asked = Je vroeg of je { $name } mag volgen
person-relation-none = Jullie kennen elkaar niet
person-relation-blocked = Je hebt { $name } geblokkeerd
person-relation-passer = { $name } is op dit plein
person-gifts-between = { $count ->
    [one] Eén geschenk ging er tussen jullie heen of weer
   *[other] { $count } geschenken gingen er tussen jullie heen en weer
}
person-give = Geef { $name } iets
person-follow = Volg
person-follow-stall = Volg de kraam
person-ask-follow = Vraag of je mag volgen
person-unfollow = Volg niet meer
person-asked-cancel = Neem de vraag terug
person-write = Schrijf aan { $name }
person-edit = Verander je pagina
person-more = Meer over jou en { $name }
person-block = Blokkeer
person-block-hint = Jullie zien elkaar niet meer. { $name } hoort het niet.
person-unblock = Laat { $name } weer zien
person-mute = Hoor niets van { $name }
person-mute-hint = Je blijft volgen; de berichten blijven weg. { $name } hoort het niet.
person-unmute = Hoor { $name } weer
person-note = Een briefje aan jezelf
person-note-hint = Alleen jij leest dit.
person-note-save = Bewaar het briefje
person-saved = Opgeslagen.
person-shelf = Waarom mensen { $name } bedankten
person-shelf-you = Waarom mensen jou bedankten
person-shelf-none = Niemand heeft { $name } hier nog bedankt. Wie zou het kunnen?
person-shelf-none-you = Niemand heeft je hier nog bedankt. Wie hielp je deze week?
person-shelf-imported = { $name } bedankte { $to } hier al eerder, zonder woorden
person-shelf-all = Allemaal
person-shelf-from = { $name }, { $when }
person-keepers = Met wie je praat
person-keepers-hint = De kraam antwoordt altijd met de naam van een van hen.
person-keeper-owner = eigenaar van de kraam
person-keeper-keeper = houdt de kraam
person-keeper-helper = helpt in de kraam
person-stall-none = Niemand houdt deze kraam op het ogenblik.
person-since = Hier sinds { $when }
person-shadow = Genoemd in dank die van elders is meegebracht, en nog niet hier.
person-currencies = Wat deze kraam geeft
person-facts = Over { $name }
person-address = Adres
person-bot = Werkt vanzelf
person-stall = Kraam
person-keeps = Kraamhouder bij { $stalls }
person-followed = Je hoort vanaf nu van { $name }.
person-asked = { $name } hoort dat je het vroeg.
person-more-older = Ouder
person-locked-hint = { $name } zegt ja of nee tegen wie wil volgen.

## Zoeken en onderwerpen

search-title = Zoek iemand of iets
search-label = Een naam, een onderwerp of een woord
search-submit = Zoek
search-people = Mensen en kramen
search-tags = Onderwerpen
search-posts = Berichten
search-none = Niemand met die naam hier. Vraag het aan iemand die het kan weten.
search-start = Namen komen eerst. Berichten zijn te vinden als hun schrijver dat goed vond.
tag-title = #{ $tag }
tag-lede = Alles wat hierover openbaar is, nieuwste eerst.
tag-none = Niemand heeft nog over #{ $tag } geschreven.

names-nobody = iemand die weg is
