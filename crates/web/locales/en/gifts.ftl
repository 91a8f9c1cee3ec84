## Giving

give-title = Give something
give-title-to = Give { $name } something
give-to = To whom?
give-to-hint = Their name here, as in @anna.
give-what = What do you give?
give-none = There is nothing to give yet. The host makes the first currency.
give-of-stall = from { $stall }
give-of-square = from the square
give-why = Why?
give-why-hint = One sentence is enough. A gift without a reason is a button.
give-changed = This changed something for me
give-changed-hint = Say so only when it did. It weighs twice.
give-changed-what = What changed?
give-who-sees = Who may see it?
give-sees-all = The whole square
give-sees-two = Only { $name } and you
give-sees-two-anybody = Only the two of you
give-app = Rather from your Mastodon app?
give-app-how = Write a post with { $mention } and { $code }. That is the same gift. When { $name } stars it, it is accepted.
give-cost = This costs nothing and you get nothing back.
give-left = { $left ->
    [0] Today you have given all you can. It is possible again { $returns }.
    [one] You can give one more thing today.
   *[other] You can give { $left } more things today.
}
give-left-to = { $left ->
    [0] Today you have given { $name } all you can. It is possible again { $returns }.
    [one] To { $name } one more.
   *[other] To { $name } { $left } more.
}
give-answers = For this
give-submit = Give it
give-submit-what = Give the { $currency }
give-cancel = Rather not
give-again = You gave { $name } something for this before. It will be shown as “again”.
give-price-title = Is this a thank-you or a deal?
give-price = We read a price, a discount or a favour in return in it. A gift is for what somebody did for you. Paying back what it cost is fine: that is petrol money and counts nothing here. If it is a thank-you, give it as it is.
give-price-submit = It is a thank-you, give it
give-relation-first = Your first gift to { $name }.
give-relation-before = You gave { $name } { $currency } { $when }.
give-relation-received = { $name } gave you { $currency } { $when }.

## One gift

gift-gave = gave
gift-aria = Gift from { $from } to { $to }
gift-a = { $vowel ->
    [yes] An { $currency }
   *[no] A { $currency }
}
gift-a-low = { $vowel ->
    [yes] an { $currency }
   *[no] a { $currency }
}
gift-title = { $from } gave { $to } something
gift-you-gave = You gave { $to } { $what }
gift-given-you = { $from } gave you { $what }
gift-given = Given
gift-given-lede = This is how others see it.
gift-given-lede-two = Only the two of you see it.
gift-open-you = Waiting until { $name } accepts it
gift-open-mine = It waits for you. Accept it when it suits you
gift-accepted = { $name } was glad of it
gift-accepted-you = You were glad of it
gift-accepted-at = { $name } was glad of it, { $when }
gift-declined = You would rather not. Nobody hears of it
gift-withdrawn = Taken back before it was accepted
gift-retracted = Taken back later. It counts for nothing
gift-first = { $from }’s first gift to { $to }
gift-answer = An answer to a gift from { $to }, { $month }
gift-another = { $count ->
    [one] { $from } gave { $to } something once before
   *[other] { $from } gave { $to } something { $count } times before
}
gift-again = Again, for the same thing
gift-changed = What changed
gift-back = { $name } said
gift-for = For this
gift-words-gone = The words were taken away.
gift-between = Between the two
gift-private = Only the two see this
gift-accept = Accept
gift-accept-with = Accept, with a word back
gift-back-label = A word back, if you like
gift-decline = Rather not
gift-decline-hint = It stays as it is, nobody hears of it, and nobody is asked why.
gift-withdraw = Take it back
gift-withdraw-hint = { $name } has not accepted it yet, so it simply goes.
gift-retract = Take it back after all
gift-retract-hint = It stays in the book with your name and counts for nothing from now on.
gift-costs = Costs were shared
gift-costs-hint = Petrol money, ingredients: only you see this mark, it holds no amount and counts nowhere.
gift-costs-mark = Mark that costs were shared
gift-costs-unmark = Take the mark away
gift-give-back = Give { $name } something
gift-accepted-done = Accepted. { $name } hears of it once.
gift-declined-done = It stays between you and the page. Nobody hears of it.
gift-withdrawn-done = Taken back.
gift-retracted-done = Taken back. It counts for nothing from now on.
gift-costs-done = Noted. Only you see it.
gift-before = Before this
gift-what-between = What passed between you
gift-you-said = You said

## Currencies and heirlooms

currencies-title = What people give here
currencies-lede = None of these has a price. None can be bought, sold or saved up. They are only ever given, with a reason.
currencies-none = Nothing to give yet. The host makes the first one.
currencies-expressive = Made when given
currencies-circulating = Handed on
currency-kind-expressive = It comes to be the moment somebody gives it.
currency-kind-circulating = There are only a few, and whoever holds one hands it on.
currency-says = What it says
currency-from = From { $name }
currency-from-square = From the square
currency-lately = Who gave it lately
currency-none = Nobody has given it yet. Who helped you this week?
currency-give = Give it to somebody
currency-rests = It rests. No more is given in it.
currency-emoji = In any Mastodon app
currency-emoji-how = Write { $code } in a post that names somebody.
currency-heirlooms = Where they are
currency-pass-rate = How it travels
currency-pass-rate-of = { $passed } of { $received } handed it on within 60 days.
currency-pass-rate-none = Nobody has had to hand it on yet.
currency-line = { $from } to { $to }
currency-since = Since { $when }
currency-imported = Brought along from elsewhere, without words.
heirloom-title = { $currency }, number { $number }
heirloom-hand = { $number ->
    [1] Heirloom, first hand
    [2] Heirloom, second hand
    [3] Heirloom, third hand
    [4] Heirloom, fourth hand
    [5] Heirloom, fifth hand
   *[other] Heirloom, in its { $number }th hand
}
heirloom-holder = { $name } holds it, since { $when }
heirloom-holder-you = You hold it, since { $when }
heirloom-holder-none = Nobody holds it at the moment. It went back to the host.
heirloom-resting = It rests: longer than 60 days in one hand.
heirloom-chain = Through whose hands it went
heirloom-minted = The host put it into the world
heirloom-from-to = { $from } handed it to { $to }
heirloom-waiting = On its way to { $name }, who has not taken it yet
heirloom-pass = Hand it on
heirloom-pass-to = Hand it to { $name }
heirloom-pass-whom = To whom?
heirloom-pass-whom-hint = Somebody who has not held it in the last three hands.
heirloom-pass-why = Why to them?
heirloom-pass-why-hint = This line travels with it from now on.
heirloom-pass-lede = You have had it for a while. It moves when they accept it.
heirloom-passed = It is on its way.

## What waits, and what happened

waiting-title = Waiting for you
waiting-lede = No deadline, and no second reminder. Do it when it suits you, or not.
waiting-none = Nothing is waiting
waiting-none-hint = You could close the lid and look at the sky.
waiting-gift = { $name } gave you { $what }
waiting-gift-hint = Accept it when it suits you
waiting-heirloom = { $name } would hand you { $what }
waiting-follow = { $name } would like to follow you
waiting-follow-yes = Say yes
waiting-follow-no = Rather not
waiting-bell = { $name } rang the bell
waiting-bell-hint = Would like to come in
waiting-bell-yes = Let { $name } in
waiting-bell-no = Not now
waiting-meant = Was this meant for someone?
waiting-meant-hint = You wrote { $code } in a post, and it gave nothing: { $why }
waiting-meant-no-mention = nobody was named in it.
waiting-meant-no-reason = there were hardly any words in it.
waiting-meant-many = it named more than five people.
waiting-meant-allowance = the day’s allowance was used up.
waiting-meant-other = it could not be given as it was written.
waiting-meant-give = Give it to somebody now
waiting-meant-no = No, it was only a word
waiting-refused = A gift did not get through
waiting-describe = Describe a picture
waiting-describe-hint = For whoever cannot see it.
waiting-describe-save = Save
waiting-describe-skip = Leave it without
waiting-pass = { $what } would like to travel on
waiting-pass-hint = You have held it for more than 30 days.
waiting-pass-do = Hand it on
waiting-pass-later = Later
waiting-post = Your post
waiting-done = Done.
waiting-said-yes = { $name } follows you now.
waiting-let-in = { $name } is in.
waiting-to-news = What happened lately

news-title = What happened
news-lede = Nothing here waits for you.
news-none = Nothing yet. Who helped you this week?
news-mention = { $name } named you
news-reply = { $name } answered you
news-status = { $name } said something
news-reblog = { $name } passed on your post
news-favourite = { $name } cheered for your post
news-follow = { $name } follows you
news-follow_request = { $name } would like to follow you
news-update = { $name } changed a post
news-gift = { $name } gave you something
news-gift_accepted = { $name } was glad of it
news-heirloom = { $name } hands you an heirloom
news-used = { $name } had good of your post
news-sign_up = { $name } came in
news-other = { $name } did something
news-older = Earlier

## Why something could not be

no-this-is-not-a-picture-we-can-read-send-a-jpeg-png-gif-or-webp = This is not a picture we can read: send a JPEG, PNG, GIF or WebP.
no-this-file-is-too-large = This file is too large.
no-this-picture-is-too-large-at-most-40-million-pixels-and-16384-a-side = This picture is too large: at most 40 million pixels, and 16,384 a side.
no-this-picture-has-too-many-frames-at-most-300 = This picture has too many frames: at most 300.
no-this-picture-cannot-be-read-to-its-end-is-the-file-whole = This picture cannot be read to its end. Is the file whole?
no-this-picture-takes-too-long-to-read-save-it-again-smaller-and-send-that = This picture takes too long to read. Save it again, smaller, and send that.
no-nobody-here-has-this-name = Nobody here has this name.
no-choose-what-you-give = Choose what you give.
no-a-few-more-letters-so-that-it-says-something = A few more letters, so that it says something.
no-one-sentence-is-enough-a-gift-without-a-reason-is-a-button = One sentence is enough. A gift without a reason is a button.
no-at-most-500-characters-the-rest-is-for-a-post-or-for-when-you-meet = At most 500 characters. The rest is for a post, or for when you meet.
