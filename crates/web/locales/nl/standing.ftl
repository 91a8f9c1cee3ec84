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
