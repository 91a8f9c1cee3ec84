## Introductions

introductions-title = Bringing people together
introductions-lede = You know two people who should know each other. They hear of it one by one, and meet when both say yes.
introductions-to-you = For you
introductions-to-none = Nobody wants to bring you together with somebody just now.
introductions-by-you = By you
introductions-by-none = You have brought nobody together yet. Which two of your people should know each other?
introduction-thinks = { $name } thinks you and { $other } should meet
introduction-you-think = You think { $one } and { $other } should meet
introduction-nobody-sees = Nobody sees what you say, unless you both say yes.
introduction-yes = Yes
introduction-not-now = Not now
introduction-for-stall = For { $stall }
introduction-own-stall = { $name } keeps { $stall } as well
introduction-my-stall = { $stall } is my stall too
introduction-my-stall-hint = Both read this. Bringing people to your own stall is fine, and nobody thanks you for it here.
introduction-state-open = Yes, or not now? Until { $date }, whenever it suits you.
introduction-state-yes = You said yes. If { $other } does too, you both hear of it, by { $date }.
introduction-state-no = You said not now. Nobody sees it. You may think again until { $date }.
introduction-state-not-now = Not now.
introduction-state-together = You both said yes. Say hello where the three of you can read it.
introduction-state-met = You talk now.
introduction-state-worked = It was good that you met.
introduction-made-waiting = It is with them until { $date }. You hear of it when both say yes.
introduction-made-not-now = Not now. Nobody needs to say why.
introduction-made-together = Both said yes. Now it is up to them.
introduction-made-met = They talk without you now.
introduction-made-worked = It was of use to them.
introduction-made-glad = Both are glad of it.
introduction-offered = They hear of it, each by themselves.
introduction-said = Noted. Nobody sees it, unless you both say yes.
introduction-thread = To where the three of you talk
introduction-glad = I am glad of it
introduction-glad-hint = When both of you say so, { $name } is known for it.
introduction-idea = They could meet through you
introduction-idea-line = { $one } and { $other }
introduction-idea-shared = Both have to do with { $words }.
introduction-idea-both-yours = You know both well, and they do not know each other.
introduction-idea-hint = Only you see this. One pair a week at most, and neither of them knows.
introduction-aside = Rather not
introduction-bring-two = Bring { $one } and { $other } together
introduction-bring = Bring { $name } together with somebody
introduction-new-title = Bring two people together
introduction-new-lede = Two people you know, who do not know each other, and a sentence why.
introduction-one = One of them
introduction-other = And the other
introduction-why = Why should they meet?
introduction-why-hint = One or two sentences. Both read them, and they stand above their first talk.
introduction-show = The square may see it
introduction-show-hint = Only if all three of you say so. Otherwise the three of you talk among yourselves.
introduction-preview = What they will read
introduction-reads = { $name } reads
introduction-your-words = … and then your words.
introduction-blind = Each answers alone. A no is never shown; after two weeks it is simply "not now".
introduction-send = Ask them both
introduction-look = See how it reads
introduction-not-these = These two cannot be brought together here.

no-an-introduction-takes-three-different-people = An introduction takes three different people.
no-two-people-who-are-here = Choose two people who are here.
no-two-people = Choose two people.
no-you-can-bring-together-whom-you-know-two-people-you-have-spoken-with-here = You can bring together whom you know: two people you have spoken with here.
no-these-two-know-each-other-already = These two know each other already.
no-you-asked-these-two-already-leave-it-with-them = You asked these two already. Leave it with them.
no-three-of-your-introductions-are-open-wait-for-an-answer-first = Three of your introductions are open. Wait for an answer first.
no-that-makes-five-in-a-week-another-one-next-week = That makes five in a week. Another one next week.
no-one-of-them-has-two-introductions-to-think-about-already-try-later = One of them has two introductions to think about already. Try later.
no-say-that-it-is-your-stall-too = Say that it is your stall too.
no-say-in-a-sentence-why-they-should-meet = Say in a sentence why they should meet.
no-at-most-500-characters-they-will-tell-each-other-the-rest = At most 500 characters. They will tell each other the rest.
no-plain-words-without-names-and-emblems = Plain words, without @names and :emblems:.
no-name-somebody-else-who-is-here = Name somebody else who is here.
no-the-list-is-full-take-somebody-off-it-first = The list is full. Take somebody off it first.

## What somebody wishes about it

settings-introductions = Meeting people
wishes-open = May people bring you together with others?
wishes-open-yes = Yes
wishes-open-no = Not now
wishes-open-hint = Whoever tries while you say "not now" cannot tell. It looks as if you had not answered.
wishes-never-title = Never with these
wishes-never-lede = Nobody brings you together with them, and you never draw each other. Only you see this list.
wishes-never-none = Nobody is on it.
wishes-never-add = Add somebody
wishes-never-hint = Their name here, such as @pieter
wishes-never-button = Never with them
wishes-never-remove = Take off

## For the host

introductions-host-title = How introductions go
introductions-host-line = In a year { $offered } were offered, to { $accepted } both said yes, and with { $glad } both were glad.
introductions-col-what = What became of it
introductions-col-count = How many
introductions-col-share = Share
introductions-col-range = Likely between
introductions-of = { $met } of { $of }
introductions-talked = Talked both ways within 30 days
introductions-gave = A gift accepted within 90 days
introductions-tied = A tie after 180 days
introductions-interval = Likely between: Wilson's interval, z = 1.96. With few cases it is wide, and that is the truth.
introductions-compare-title = What suggesting brings
introductions-compare-lede = One in ten suggestions is kept back by chance. If those people find each other just as often, suggesting brings nothing.
introductions-shown = Suggested, and talked within 30 days
introductions-kept-back = Kept back, and talked within 30 days
introductions-difference = Suggesting brings { $points } in a hundred; likely between { $low } and { $high }.
introductions-too-few = Not yet: { $active } people were active lately, and it takes { $least } to compare. Until then every suggestion is shown.
introductions-too-early = Not yet: it takes a month to see who talked, and no suggestion of both kinds is old enough.

## Meet-ups

meetups-title = Meet-ups by lot
meetups-lede = Now and then people who do not know each other draw each other, for a coffee or a walk. Never the same two twice.
meetup-part = Taking part
meetup-off = There are no rounds here at present. You can say already that you are in.
meetup-next = The next round is on { $date }.
meetup-count = { $count ->
    [0] Nobody else is in yet.
    [one] One other person is in.
   *[other] { $count } others are in.
 }
meetup-you-in = You are in.
meetup-you-skip = You skip the next round.
meetup-first-next = Last time nobody was left for you; next time you are the first.
meetup-join = Join
meetup-leave = Leave
meetup-skip = Skip the next one
meetup-come = Come after all
meetup-never-hint = You never draw people you know or block.
meetup-every = How often
meetup-every-off = Never
meetup-every-weekly = Every week
meetup-every-fortnightly = Every two weeks
meetup-every-monthly = Every four weeks
meetup-drawn = Whom you drew
meetup-drawn-none = Nobody yet.
meetup-thread = To your talk
meetup-we-met = We met
meetup-met = You met.
meetup-said-met = You say you met. Now { $name }.
meetup-not-met = Agree on something with { $name }.
no-people-meet-people-join-for-yourself-not-for-a-stall = People meet people. Join for yourself, not for a stall.

## Newcomers

newcomers-title = Who is new
newcomers-lede = Somebody who is greeted on the first day comes back.
newcomers-today = New today
newcomers-today-none = Nobody came in today.
newcomers-week = This week
newcomers-invited = invited by { $name }
newcomers-let-in = rang the bell; { $name } let them in
newcomers-alone = came in by themselves
newcomers-greet = Greet { $name }
newcomers-greeted = Greeted.
newcomers-was-greeted = You have greeted them.
newcomers-meet = Let them meet somebody
newcomers-meet-later = Once the two of you have spoken, you can bring them together with others.
newcomers-greeters = Greeters
newcomers-greeters-hint = Besides hosts and moderators they see who is new.
newcomers-greeter-add = Add a greeter
newcomers-greeter-button = Make greeter
newcomers-greeter-remove = Greets no more
no-a-greeter-is-a-person-who-is-here = A greeter is a person who is here.
no-fifty-greeters-are-enough = Fifty greeters are enough.

## The first page of somebody new

welcome-tie = You and { $name } have a tie now
welcome-invited = { $name } wanted you here. More ties come by themselves, one by one.
welcome-let-in = { $name } opened the door for you. More ties come by themselves, one by one.
welcome-gift = The first gift
welcome-meet = People { $name } thinks you should meet
welcome-posts = What { $name } said last
invite-people-title = Whom should your guest meet?
invite-people-lede = Up to five of your people. Your guest sees them on the first page. Choose nobody, and it will be the people closest to you.
invite-people-legend = From your ties
invite-people-none = You have no ties yet that count. Your guest will find you.
invite-people-later = Later
invite-people-link = Whom should they meet?
invite-people-saved = Your guest will find them first.
no-five-people-are-enough-to-begin-with = Five people are enough to begin with.
no-choose-from-your-own-ties = Choose from your own ties.

## News

news-came_in = { $name } came in
news-introduction = { $name } said yes: you were brought together
news-introduction_glad = { $name } is glad that you brought them together
news-meetup = You and { $name } drew each other
