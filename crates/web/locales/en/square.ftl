## The square and its feed

square-title = The square
square-tabs = What to show
square-known = Everyone you know
square-all = The whole square
square-feed = What people say, newest first
square-end-since = That is everything since { $day }. Go outside.
square-end-first = That is everything, from the very beginning. Go outside.
square-older = Older than this
square-newest = Back to the newest
square-new = { $count ->
    [one] One new post. Show it
   *[other] { $count } new posts. Show them
}
square-empty = The square is quiet
square-empty-host = { $name } is here if you want company. Or say what you are doing today.
square-empty-alone = Say what you are doing today. Somebody may come by.
square-empty-known = Nobody you know has spoken yet
square-empty-known-hint = Have a look at the whole square, and follow whoever you would like to hear from.
square-empty-action = Say something
square-aside = For you
square-waiting = Waiting for you
square-waiting-all = { $count ->
    [one] The one thing that waits
   *[other] All { $count } things that wait
}
square-waiting-none = Nothing is waiting for you.
square-stalls = Behind the stalls
square-stall-keeper = { $keeper }, { $stall }
square-kept-by = kept by { $names }

## Writing

write-title = Write
write-title-recipe = Write a recipe
write-title-edit = Change your post
write-label = Say something to the square
write-prompt = What is on your mind, { $name }?
write-field = What do you want to say?
write-field-hint = At most { $max } characters. Name somebody with @, a subject with #.
write-recipe-name = What is it called?
write-recipe-story = Where does it come from?
write-recipe-story-hint = A line or two about it, if you like.
write-recipe-needs = What do you need?
write-recipe-needs-hint = One thing on each line.
write-recipe-steps = How is it done?
write-recipe-steps-hint = One step on each line.
write-picture = Add a picture
write-recipe = Make it a recipe
write-note = Make it a plain post
write-submit = Post
write-submit-edit = Save the change
write-cancel = Not now
write-audience = Who can read this?
write-audience-public = The whole square
write-audience-public-hint = And anybody who passes by.
write-audience-unlisted = Anybody who looks at your page
write-audience-unlisted-hint = Not shown in the square.
write-audience-private = The people who follow you
write-audience-private-hint = And whoever you name.
write-audience-direct = Only the people you name
write-audience-direct-hint = Write their name with @.
write-hint-public = The whole square can read this.
write-change = Change
write-warning = A word of warning, if it needs one
write-warning-hint = Shown first; the rest opens when somebody wants to read it.
write-language = In which language?
write-as = Who speaks?
write-as-self = You, { $name }
write-as-stall = { $stall }, by you
write-as-hint = A stall never speaks without a name: yours is shown beside it.
write-file = A picture
write-file-hint = JPEG, PNG, GIF or WebP, at most 16 MB.
write-alt = What is to be seen in it?
write-alt-hint = For whoever cannot see it.
write-alt-later = Or leave it for later: then it waits on your list.
write-pictures = Pictures
write-alt-of = Picture { $number }: what is to be seen in it?
write-picture-keep = Keep this picture
write-reply-to = An answer to { $name }
write-posted = Posted.
write-saved = Saved.
write-more = More

## A post

post-by = Post by { $name }
post-recipe-by = Recipe by { $name }
post-reply-by = Answer by { $name }
post-title-by = { $name }: { $text }
post-recipe = Recipe
post-direct = For those named
post-private = For followers
post-unlisted = Not in the square
post-read-recipe = Read the recipe
post-answers = answers { $name }
post-answers-self = continues
post-passed-on-by = { $name } passed this on
post-you-passed-on = You passed this on
post-for-stall = { $keeper }, for { $stall }
post-for = for
post-keeper-at = Keeper at { $stalls }
post-you = you
post-edited = changed { $when }
post-warning-open = Read on
post-picture-hidden = Show the picture
post-no-description = Picture, no description yet
post-reply = Reply
post-give = Give
post-give-to = Give { $name } something
post-more = More
post-pass-on = Pass on
post-passed-on = Passed on
post-favourite = Cheer
post-favourited = Cheered
post-keep = Keep
post-kept = Kept
post-made = I made this
post-helped = This helped me
post-edit = Change
post-delete = Take back
post-history = How it was before
post-link = Link to this
post-why = Why am I seeing this?
post-mute = Hear less from { $name }

post-square = The square
post-replies = { $count ->
    [0] No answers yet
    [one] One answer
   *[other] { $count } answers
}
post-before = What came before
post-reply-label = Your answer to { $name }
post-reply-hint = Name somebody and write { $code } to give a gift.
post-reply-submit = Answer
post-reply-sign-in = Sign in to answer
post-with = Whom you are talking with
post-who = What people did with it
post-who-passed = Passed on by
post-who-glad = Cheered by
post-who-kept = Kept by you, for later
post-who-none = Nothing yet. Be the first to say so.
post-thanked = { $names } said thank you with { $currency }
post-used-made = { $names } made it
post-used-helped = It helped { $names }
post-also-by = Also by { $name }
post-needs = What you need
post-steps = How it is done

made-title = I made this
made-title-of = You made this by { $name }
made-heading = I made this
made-also = I made it too
made-lede = { $name } hears that you made it. That is a thank-you of its own kind.
made-kind = What was it for you?
made-kind-made = I made this
made-kind-helped = This helped me
made-words = How did it go?
made-words-hint = A few words, if you like. They stand under the post with your name.
made-submit = Tell { $name }
made-helped-heading = This helped
made-done = { $name } will hear of it.

why-title = Why am I seeing this?
why-own = You wrote this yourself.
why-follow = You follow { $name }. Newest first. Nobody paid for this place.
why-passed = { $by } passed it on, and you follow { $by }. Newest first. Nobody paid for this place.
why-square = It is in the square for everybody, newest first. Nobody paid for this place.
why-named = { $name } names you in it. Newest first. Nobody paid for this place.
why-asked = You opened it yourself. Nobody paid for this place.
why-tag = You asked for #{ $tag }. Newest first. Nobody paid for this place.
why-order = How the order comes about
why-order-1 = The square shows what was said last, first. There is no other order.
why-order-2 = What people cheer for, give or pass on does not move anything up.
why-order-3 = There is no place here that can be bought.
why-back = Back to the post

history-title = How it was before
history-lede = { $name } changed this post. Here is every version, newest first.
history-now = As it is now
history-version = As it was { $when }
history-none = This post was never changed.

delete-title = Take this post back?
delete-lede = It goes for everybody, and does not come back. Answers of others stay.
delete-gift = A gift that still waits is taken back with it. From an accepted gift only the words go.
delete-submit = Take it back
delete-cancel = Leave it
delete-done = Taken back.

## A person and a stall

person-posts = What { $name } says
person-posts-you = What you said
person-posts-none = { $name } has not said anything yet.
person-posts-none-you = You have not said anything yet.
person-relation-you = This is your page
person-relation-both = You follow each other
person-relation-following = You follow { $name }
person-relation-followed = { $name } follows you
person-relation-asked = You asked to follow { $name }
person-relation-none = You have not met
person-relation-blocked = You have blocked { $name }
person-relation-passer = { $name } is in this square
person-gifts-between = { $count ->
    [one] One gift has passed between you
   *[other] { $count } gifts have passed between you
}
person-give = Give { $name } something
person-follow = Follow
person-follow-stall = Follow the stall
person-ask-follow = Ask to follow
person-unfollow = Stop following
person-asked-cancel = Take the question back
person-write = Write to { $name }
person-edit = Change your page
person-more = More about you and { $name }
person-block = Block
person-block-hint = You no longer see each other. { $name } is not told.
person-unblock = Let { $name } be seen again
person-mute = Hear nothing from { $name }
person-mute-hint = You keep following; their posts stay away. { $name } is not told.
person-unmute = Hear { $name } again
person-note = A note to yourself
person-note-hint = Only you read this.
person-note-save = Save the note
person-saved = Saved.
person-shelf = Why people thanked { $name }
person-shelf-you = Why people thanked you
person-shelf-none = Nobody has thanked { $name } here yet. Who could?
person-shelf-none-you = Nobody has thanked you here yet. Who did you help this week?
person-shelf-imported = { $name } thanked { $to } here before, without words
person-shelf-all = All of them
person-shelf-from = { $name }, { $when }
person-keepers = Whom you talk with
person-keepers-hint = The stall always answers with the name of one of them.
person-keeper-owner = owns the stall
person-keeper-keeper = keeps the stall
person-keeper-helper = helps at the stall
person-stall-none = Nobody keeps this stall at the moment.
person-since = Here since { $when }
person-shadow = Named in thanks brought along from elsewhere, and not here yet.
person-currencies = What this stall gives
person-facts = About { $name }
person-address = Address
person-bot = Works by itself
person-stall = Stall
person-keeps = Keeper at { $stalls }
person-followed = You hear from { $name } from now on.
person-asked = { $name } will hear that you asked.
person-more-older = Older
person-locked-hint = { $name } says yes or no to who follows.

## Search and subjects

search-title = Look for somebody or something
search-label = A name, a subject or a word
search-submit = Look
search-people = People and stalls
search-tags = Subjects
search-posts = Posts
search-none = Nobody here by that name. Ask someone who might know.
search-start = Names come first. Posts are found when their writer agreed to that.
tag-title = #{ $tag }
tag-lede = Everything public about this, newest first.
tag-none = Nobody has written about #{ $tag } yet.

names-nobody = somebody who left
