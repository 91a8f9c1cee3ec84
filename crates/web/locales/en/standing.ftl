## Standing

# Voices and vouches.
vouch-people = Who is here
vouch-people-hint = Thanks from people with a voice of their own count towards standing. A voice comes from a host who knows somebody, or from two people who met them. It cannot be bought.
vouch-people-none = Nobody like that here.
vouch-search = Name
vouch-find = Find
vouch-show-all = Show everybody
vouch-show-without = Only people without a voice yet
vouch-voice-none = No voice of their own yet
vouch-voice-ends = Has a voice until the end of the day
vouch-voice-host = Has a voice: runs the square
vouch-voice-known = Has a voice: a host knows them
vouch-voice-vouched = Has a voice: two people met them
vouch-voice-flow = Has a voice: through the vouches of many
vouch-count = { $count ->
    [one] one person vouches for them
   *[other] { $count } people vouch for them
}
vouch-know = I know this person
vouch-know-name = I know { $name }
vouch-unknow = Take “I know this person” back
vouch-know-hint = Your word gives { $name } a voice of their own at once.
vouch-known = A host knows { $name }. Taken back, the voice ends with the day.
vouch-hint = Have you met { $name } in person? Two who say so give { $name } a voice. At most twelve of your vouches stand.
vouch-do = We met. I vouch for { $name }
vouch-yours = You vouch for { $name }.
vouch-withdraw = Take it back
no-a-stall-cannot-vouch-do-it-in-your-own-name = A stall cannot vouch. Do it in your own name.
no-nobody-can-vouch-for-themselves = Nobody can vouch for themselves.
no-you-can-vouch-for-others-once-two-people-or-a-host-vouch-for-you = You can vouch for others once two people, or a host, vouch for you.
no-twelve-of-your-vouches-stand-take-one-back-first = You already vouch for twelve people. Take one back first.
