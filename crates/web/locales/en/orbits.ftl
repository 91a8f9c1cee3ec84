## Orbits

orbits-near = Who is near
orbits-title = Orbits around the square
orbits-title-stall = Orbits around { $stall }
orbits-lede = Who is drawn in, and by whom. People circle closer as they give, answer and meet each other. Buying brings nobody closer.
orbits-tabs = Which orbits
orbits-tab-square = Whole square
orbits-tab-me = Yours
orbits-map = Map
orbits-map-title = Orbits around { $around }
orbits-says = Four orbits: { $one } people most days, { $two } most weeks, { $three } now and then, { $four } drifting. The same facts stand in the tables below.
orbits-says-chosen = The ties of { $name } stand out.
orbits-tonight = The first map is drawn tonight.
orbits-middle = square
orbits-middle-stall = stall
orbits-level-1 = most days
orbits-level-2 = most weeks
orbits-level-3 = now and then
orbits-level-4 = drifting
orbits-legend = { $people ->
    [one] One person is on the map.
   *[other] { $people } people are on the map.
} Faces are people with whom one of you keepers has a tie; { $each ->
    [1] everybody else is a bead.
   *[other] for the others a bead stands for { $each } people.
} An open bead is somebody who did nothing for three months.
orbits-legend-cords = A line is a tie that neither of the two hides.
orbits-holds = { $name } { $count ->
    [0] has no ties yet
    [one] has one tie
   *[other] has { $count } ties
}
orbits-circles = { $orbit }, { $season }
orbits-pick-title = Whose ties?
orbits-pick = Show the ties of
orbits-pick-all = Everybody
orbits-pick-show = Show
orbits-counts = How many in each orbit
orbits-left = { $count ->
    [one] One person did nothing for so long that they are on no orbit any more.
   *[other] { $count } people did nothing for so long that they are on no orbit any more.
}
orbits-list = The same, as a list
orbits-list-none = None of you has a tie with anybody yet. Say good morning to somebody.
orbits-table = People and their orbits, table
orbits-col-person = Person
orbits-col-orbit = Orbit
orbits-col-ties = Has ties with
orbits-col-season = This season
orbits-col-here = Here of late
orbits-col-quiet = Quiet for three months
orbits-nearer = Nearer
orbits-further = Further out
orbits-ties-none = nobody yet
orbits-ties-unnamed = { $count ->
    [one] one person
   *[other] { $count } people
}
orbits-ties-more = { $names } and { $count ->
    [one] one more
   *[other] { $count } more
}
orbits-season-new = new
orbits-season-in = moving in
orbits-season-out = moving out
orbits-season-steady = steady
orbits-season-quiet = quiet
orbits-aside = How to read the map
orbits-gravity = Gravity
orbits-of-hundred = of 100
orbits-stage-middle = You are in the middle
orbits-stage-middle-means = People come for you and hardly know each other yet. Without you they would drift apart.
orbits-stage-sparks = Sparks fly
orbits-stage-sparks-means = Some people have found each other. Most of it still runs through you.
orbits-stage-orbits = Orbits form
orbits-stage-orbits-means = People come for each other as well as for you.
orbits-stage-held = They hold each other
orbits-stage-held-means = This would stay together without you.
orbits-members = Among { $members ->
    [one] one person
   *[other] { $members } people
} with { $ties ->
    [one] one tie
   *[other] { $ties } ties
} between them; hosts, keepers and bots are left out.
orbits-members-stall = Among { $members ->
    [one] one person
   *[other] { $members } people
} who know this stall, with { $ties ->
    [one] one tie
   *[other] { $ties } ties
} between them; its keepers are left out.
orbits-before = A month ago it was { $figure }, among { $members }.
orbits-percent = { $percent }%
orbits-pulls = What pulls
orbits-part-share = With each other
orbits-part-share-hint = of all that passes between people, the part that passes you by
orbits-part-connected = Would still reach each other
orbits-part-connected-hint = two people, by way of others, without you
orbits-part-reciprocal = Goes both ways
orbits-part-reciprocal-hint = of what people do for each other
orbits-part-two = Know two others
orbits-part-two-hint = one tie breaks easily, two hold
orbits-more-figures = More figures
orbits-part-clustering = Friends of one know each other
orbits-part-two-core = Hold each other in twos
orbits-part-three-core = Hold each other in threes
orbits-part-bridge = Hangs on you
orbits-missing-title = Ties missing
orbits-missing = { $count ->
    [0] None: of the better connected half everybody knows two others.
    [one] One more tie, and of the better connected half everybody knows two others.
   *[other] { $count } more ties, and of the better connected half everybody knows two others.
}
orbits-missing-help = Introduce two people
orbits-moved = Moved this month
orbits-moved-new = { $count ->
    [one] One came in
   *[other] { $count } came in
}
orbits-moved-in = { $count ->
    [one] One came nearer
   *[other] { $count } came nearer
}
orbits-moved-out = { $count ->
    [one] One went further out
   *[other] { $count } went further out
}
orbits-moved-quiet = { $count ->
    [one] One fell silent
   *[other] { $count } fell silent
}
orbits-moved-back = { $count ->
    [one] One came back
   *[other] { $count } came back
}
orbits-stops = Where people stop
orbits-stopped = { $orbit }: { $count ->
    [one] one person fell silent
   *[other] { $count } people fell silent
}
orbits-not = What does not pull
orbits-not-text = Money spent, promotions bought, posts sent out. A stall that only talks stays alone in the middle.
orbits-private = Who sees this
orbits-private-text = Only those who keep the square or the stall. Everybody sees their own place, and can hide any tie from this map.
orbits-mine-title = Your place
orbits-mine-says = { $level ->
    [4] You are drifting.
   *[other] You are here { $orbit }.
}
orbits-mine-none = Your place is reckoned tonight.
orbits-mine-since = Since { $day }.
orbits-mine-quiet = It has been quiet for three months. One greeting is enough.
orbits-you = You
orbits-mine-how = What brings you nearer
orbits-mine-days = On { $days } of the last { $within } days you did something
orbits-mine-needs = On { $needed } days, or with one great act, you are here { $orbit }
orbits-mine-acts = A greeting is the smallest act and counts as one. Great acts are bringing somebody in, an introduction both were glad of, holding an event, keeping a stall together. Reading is not counted.
orbits-mine-ties = People you have a tie with
orbits-mine-who = Who sees this
orbits-mine-who-text = You alone see this page. Those who keep the square see your name on their map only when one of them has a tie with you.
orbits-mine-hide = Hide a tie
