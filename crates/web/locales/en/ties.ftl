## Ties

nav-people = My people
tie-rel-acquainted = Acquainted since { $when }
tie-rel-familiar = Familiar since { $when }
tie-rel-close = Close tie since { $when }
tie-rel-rests = { $tie }, resting
tie-rel-through = You have not met. { $count ->
    [one] One of your ties knows { $name }
    [2] Two of your ties know { $name }
    [3] Three of your ties know { $name }
   *[other] { $count } of your ties know { $name }
}
tie-word-none = not a tie yet
tie-word-acquainted = acquainted
tie-word-familiar = familiar
tie-word-close = close
tie-sentence = You two: { $stage } since { $since }. { $count ->
    [one] One exchange
   *[other] { $count } exchanges
}, { $gifts }, last one { $when }
tie-gifts-none = no gifts yet
tie-gifts-each = { $count ->
    [one] a gift each way
   *[other] { $count } gifts each way
}
tie-gifts-mine = { $count ->
    [one] a gift from you
   *[other] { $count } gifts from you
}
tie-gifts-theirs = { $count ->
    [one] a gift from { $name }
   *[other] { $count } gifts from { $name }
}
tie-gifts-both = { $mine } gifts from you and { $theirs } from { $name }
tie-history-link = Our history

# The list.
ties-title = My people
ties-lede = Whoever you have something with. Following is not enough for that: both of you did or said something.
ties-invite = Invite someone
ties-order = Order
ties-newest = Latest first
ties-closest = Closest first
ties-none = No ties yet
ties-none-hint = A tie begins when two people answer each other, thank each other or meet. Say good morning to somebody, or invite somebody you know.
ties-one = One tie so far: { $name }. Ask who you should meet.
ties-hint = { $gifts }, last { $when }
ties-older = Earlier
ties-ended = The tie has ended.

# You and somebody.
tie-title = You and { $name }
tie-you = You
tie-introduce = Introduce { $name } to someone
tie-lede-none = Not a tie yet: that takes two.
tie-lede-acquainted = You are acquainted.
tie-lede-familiar = You are familiar with each other.
tie-lede-close = A close tie.
tie-lede-ended = You ended this tie { $when }.
tie-began-reply-mine = It began when you answered { $name }, { $when }.
tie-began-reply-theirs = It began when { $name } answered you, { $when }.
tie-began-word-mine = It began with a word from you, { $when }.
tie-began-word-theirs = It began with a word from { $name }, { $when }.
tie-began-greeting-mine = It began when you said good morning, { $when }.
tie-began-greeting-theirs = It began when { $name } said good morning, { $when }.
tie-began-gift-mine = It began with a gift from you, { $when }.
tie-began-gift-theirs = It began with a gift from { $name }, { $when }.
tie-began-use-mine = It began when something of { $name } was of use to you, { $when }.
tie-began-use-theirs = It began when something of yours was of use to { $name }, { $when }.
tie-began-bell-mine = It began when you let { $name } in, { $when }.
tie-began-bell-theirs = It began when { $name } let you in, { $when }.
tie-began-invited-mine = It began when { $name } came in by your invitation, { $when }.
tie-began-invited-theirs = It began when { $name } invited you, { $when }.
tie-began-introduced = It began when somebody brought you together, { $when }.
tie-began-met = It began when you met, { $when }.
tie-braid-title = Your tie through time
tie-braid-frame = Braid from { $from } to now
tie-braid-label = Two cords, yours red and { $name }’s green, wind around each other from { $from } to now. The turns come closer together over time. Beads mark what passed between you. The same moments are listed below.
tie-legend-mine = you gave
tie-legend-theirs = { $name } gave
tie-legend-words = your words
tie-legend-words2 = words of { $name }
tie-legend-met = met
tie-legend-intro = came together
tie-legend-heirloom = heirloom passed
tie-history = What passed between you
tie-history-none = Nothing that you keep.
tie-history-older = Earlier moments
tie-history-newest = Latest moments
tie-did-gave-mine = You gave { $name } { $currency }.
tie-did-gave-theirs = { $name } gave you { $currency }.
tie-did-gift-mine = You gave { $name } something.
tie-did-gift-theirs = { $name } gave you something.
tie-did-reply-mine = You answered { $name }{ $times ->
    [1] .
   *[other] , { $times } times.
}
tie-did-reply-theirs = { $name } answered you{ $times ->
    [1] .
   *[other] , { $times } times.
}
tie-did-mention-mine = You named { $name }{ $times ->
    [1] .
   *[other] , { $times } times.
}
tie-did-mention-theirs = { $name } named you{ $times ->
    [1] .
   *[other] , { $times } times.
}
tie-did-message-mine = You wrote to { $name }{ $times ->
    [1] .
   *[other] , { $times } times.
}
tie-did-message-theirs = { $name } wrote to you{ $times ->
    [1] .
   *[other] , { $times } times.
}
tie-did-greeting-mine = You said good morning.
tie-did-greeting-theirs = { $name } said good morning.
tie-did-use-mine = Something of { $name } was of use to you.
tie-did-use-theirs = Something of yours was of use to { $name }.
tie-did-invited-mine = { $name } came in through you.
tie-did-invited-theirs = You came in through { $name }.
tie-did-introduced = Somebody brought you together.
tie-did-met = You met.
tie-about = About this tie
tie-strength = How strong, and why
tie-stage-none = Not a tie yet.
tie-stage-ended = Ended.
tie-stage-resting = Resting.
tie-stage-acquainted = Acquainted.
tie-stage-familiar = Familiar.
tie-stage-close = Close.
tie-why-none = It becomes one when both of you act.
tie-why-acquainted = Each of you did or said something.
tie-why-familiar = Each of you was there on several days within half a year.
tie-why-close = You have kept it up on many days, over months, with gifts both ways.
tie-why-even = Lately you give about as much as you get.
tie-why-more = Lately more comes from you than from { $name }.
tie-why-less = Lately more comes from { $name } than from you.
tie-why-ways = { $count ->
    [one] So far in one way only.
   *[other] In { $count } different ways.
}
tie-why-rests = Not much has passed of late. A word wakes it.
tie-why-let-rest = You let it rest, until you say or do something again.
tie-fact-you = From you
tie-fact-them = From { $name }
tie-fact-side = { $acts ->
    [0] nothing
    [one] once
   *[other] { $acts } times
}{ $gifts ->
    [0] { "" }
    [one] , with one gift
   *[other] , with { $gifts } gifts
}
tie-fact-began = Began
tie-fact-last = Last
tie-private = We never turn this into a number, and nobody else sees this page. { $name } sees the same one, with the sides swapped.
tie-how = How ties are reckoned
tie-how-text = Acquainted: both of you acted. Familiar: each on { $days } days within { $within } days. Close: each on { $many } days over at least { $span } days, with an accepted gift each way. A silent year takes it one step down, never below acquainted. Words weigh a little, once a day and way; following, cheering and passing on weigh nothing; money never does. Rules, version { $version }.
tie-both = You both know
tie-meet = Could meet through you
tie-meet-do = Introduce { $name } and { $other }
tie-care = Look after this tie
tie-hide = Keep it out of maps and introductions
tie-hide-hint = Nobody is told of it.
tie-show = Show it in maps and introductions again
tie-rest = Let it rest for a while
tie-rest-hint = What { $name } says no longer comes first, until you say or do something. Nobody is told of it.
tie-wake = Wake it
tie-end-fold = End this tie
tie-end-hint = What was between you counts nothing any more, for both of you. You can both still read it. If you both act again, it begins anew.
tie-end = End the tie
tie-erase-hint = The same, and you no longer see what was. { $name } keeps their side until they erase it too.
tie-erase = End it and erase my side
greet-do = Say good morning to { $name }
greet-done = You said good morning to { $name } today.
news-greeting = { $name } said good morning
square-known-follows = You have no ties yet, so here is who you follow. A tie begins when two people answer or thank each other:
why-tie-acquainted = You and { $name } are acquainted. Newest first. Nobody paid for this place.
why-tie-familiar = You and { $name } are familiar with each other. Newest first. Nobody paid for this place.
why-tie-close = { $name } is a close tie of yours. Newest first. Nobody paid for this place.
why-tie-stall = You have a tie with { $name }, who speaks for { $stall }. Newest first. Nobody paid for this place.
why-tie-of = Somebody you have a tie with keeps { $name }. Newest first. Nobody paid for this place.
why-tie-passed = { $by } passed it on, and you have a tie with { $by }. Newest first. Nobody paid for this place.
