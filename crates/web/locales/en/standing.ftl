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
vouch-swaps-title = Questions about standing
vouch-swaps-lede = Nothing follows by itself. Those concerned see the same as you, and your reasons.
vouch-swaps-open = What waits
vouch-swaps-decided = What was decided
vouch-swaps-none = Nothing waits.
vouch-case-swap = To and fro
vouch-case-swap-text = { $names } recognised each other within a day, on { $count } occasions in thirty days. Often that is simply friendship.
vouch-case-ring = A small circle
vouch-case-ring-text = { $names } came together, and { $count }% of their recognition stays among them. New friends often begin like that.
vouch-case-burst = Many at once
vouch-case-burst-text = Within a week { $count } people without a voice of their own recognised { $names }. That counts nothing until they have one.
vouch-case-contest = An entry is contested
vouch-case-contest-text = { $names } says that this is not right.
vouch-case-about = What it is about
vouch-case-more = and { $count } more
vouch-case-open = Nobody has looked at it yet. It counts as before.
vouch-case-appealed = Somebody does not agree. Another moderator looks at it.
vouch-case-left = It stays as it is.
vouch-case-void = It does not count from now on. It stays listed.
vouch-case-reasons = The reasons:
vouch-case-appeal = Against it:
vouch-case-last = The last word:
vouch-case-your-reasons = Your reasons
vouch-case-your-reasons-hint = Those concerned read them as you write them.
vouch-case-leave = Leave it
vouch-case-take-out = It does not count from now on
vouch-case-calm = You see what a moderator sees. Nothing happens in silence.
vouch-appeal-title = You do not agree?
vouch-appeal-words = What should be looked at again
vouch-appeal-hint = Once, within half a year. Somebody else than the first looks at it, as long as there is somebody else.
vouch-appeal-send = Ask for another look
vouch-about-gift = { $voice } thanked { $doer } with a gift
vouch-about-heirloom = { $voice } passed { $doer } an heirloom
vouch-about-made = { $voice } made something of { $doer }’s
vouch-about-helped = { $doer } helped { $voice }
vouch-about-favourite = { $voice } applauded { $doer }
vouch-about-introduction = { $voice } was glad of an introduction by { $doer }
no-twenty-questions-of-yours-wait-for-an-answer-one-thing-after-the-other = Twenty questions of yours wait for an answer. One thing after the other.
no-this-concerns-you-somebody-else-decides-it = This concerns you: somebody else decides it.
no-somebody-else-looks-at-an-appeal-against-your-decision = Somebody else looks at an appeal against your decision.
no-this-is-decided = This is decided.
no-this-cannot-be-appealed-or-not-any-more = This cannot be appealed, or not any more.
no-a-few-more-words-so-that-others-can-follow = A few more words, so that others can follow.
vouch-title = { $name }’s standing
vouch-eyebrow = standing on { $square }
vouch-heading = { $band }, { $sentence }
vouch-band-known = Known
vouch-band-generous = Generous
vouch-band-pillar = Pillar
vouch-known-for = Known here for { $list }
vouch-topic-first = { $what } ({ $count ->
    [one] { $count } person
   *[other] { $count } people
})
vouch-topic-next = { $what } ({ $count })
vouch-topic-recipes = recipes
vouch-topic-introductions = introductions
vouch-topic-help = help
vouch-topic-thanks = a helping hand
vouch-nothing-yet = Nothing said of { $name } yet
vouch-lede-own = It comes from { $count ->
    [one] one person
   *[other] { $count } different people
}. Nobody could buy it for you, nor could you.
vouch-lede = What can be told comes from { $count ->
    [one] one person
   *[other] { $count } different people
}. Nobody could buy it, { $name } neither.
vouch-lede-none = Standing begins when somebody is glad of something. It cannot be bought.
vouch-is-hidden = You hide your standing. Only you see this page.
vouch-what-for = What for
vouch-chart-name = Chart of hands
vouch-chart = { $name } is known here for { $list }.
vouch-chart-hint = A bead for each person, however often they said so. The same hand counts once.
vouch-hands = { $count ->
    [one] one hand
   *[other] { $count } hands
}
vouch-figure = The sum
vouch-in-all = { $points } in all, from everything below.
vouch-one-point = One is one fresh thank-you from somebody with a voice who thanked nobody else. It fades by half in ninety days.
vouch-staff = Of it { $points } comes from the people who run the square.
vouch-rest = And { $points } from things too small or too many to list.
vouch-from-you-title = As seen from you
vouch-from-you = From you, and those you thanked, { $points } reaches { $name }.
vouch-from-you-none = There is no path between you and { $name } yet.
vouch-from-you-hint = Only you see this. It is never mixed with what the square says.
vouch-because = Because
vouch-because-none = Nothing that can be shown.
vouch-because-more = and { $count ->
    [one] one more time
   *[other] { $count } more times
}
vouch-between-others = Between two others
vouch-weighs = Their voice weighs { $voice }.
vouch-through-you = { $points } of it came through you and is left out.
vouch-is-staff = Helps run the square.
vouch-deed-gift = Thanked with a gift
vouch-deed-heirloom = Passed on an heirloom
vouch-deed-made = Made it too
vouch-deed-helped = Was helped by it
vouch-deed-favourite = Applauded
vouch-deed-introduction = Was glad to be introduced
vouch-said-by = { $name }: { $what }
vouch-not-counted = What did not count, and why
vouch-not-counted-none = Nothing. Everything that was said counts.
vouch-why-money = Money was involved
vouch-why-not-accepted = Not accepted yet
vouch-why-again = Said before of the same thing
vouch-why-retracted = Taken back
vouch-why-void = A moderator decided so, with reasons
vouch-why-own-stall = Praise for one’s own stall
vouch-why-no-voice = From people without a voice yet; it counts from the day they have one
vouch-why-own-voice = All of that voice came through you
vouch-why-faded = Faded
vouch-why-gone = From somebody who was put out, or left
vouch-lifetime = Everything, ever
vouch-lifetime-hint = This list never fades, and has no numbers.
vouch-lifetime-none = Nothing yet that can be shown.
vouch-questions = Questions that concern you
vouch-how = How standing works
vouch-never = This never counts
vouch-never-money = What anybody bought or spent
vouch-never-promotion = A place in the promotions lane
vouch-never-numbers = Followers, visits and views
vouch-never-own-stall = Keepers praising their own stall
vouch-never-circles = What goes round between two or three comes to nothing more
vouch-steps = Three steps, no ladder
vouch-step-known = Some different people were glad of something
vouch-step-generous = Many different people were, more than once
vouch-step-pillar = A good part of the square, and still giving
vouch-steps-fall = It rises at once, and falls slowly, at most a step each quarter. It gives nobody a right over others.
vouch-your-voice = Your voice
vouch-own-voice = Your thanks count. Your voice weighs { $voice }.
vouch-own-ends = Your voice, { $voice }, ends with this day: somebody took a word back.
vouch-own-none = You have no voice of your own yet. { $count ->
    [0] Two people who met you, or a host, can give you one.
    [one] One person vouches for you; one more gives you one.
   *[other] { $count } people vouch for you; tonight it is decided.
} What you said until then begins to count that day.
vouch-check = See for yourself
vouch-check-json = The whole sum, line by line (JSON)
vouch-check-replay = Anybody can compute it again: <code>soulava standing replay</code>
vouch-check-contest = Something is not right? Say so beside the line.
vouch-hide = Hide my standing
vouch-show = Show my standing
vouch-hide-hint = Hidden, nobody but you sees it, and nothing gets worse for you.
vouch-show-hint = Shown, others see what you are known for and what is public anyway.
vouch-contest-link = not right?
vouch-contest-title = Something is not right
vouch-contest-lede = A moderator looks at it and answers with reasons. You can appeal.
vouch-contest-words = What is not right
vouch-contest-hint = A sentence or two. Those concerned read it.
vouch-contest-send = Ask a moderator
vouch-why-link = Why?
no-a-stall-has-no-standing-its-keepers-have = A stall has no standing; its keepers have.
vouch-your-standing = Your standing
