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
