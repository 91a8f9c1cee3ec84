# Help, with the story of the two removals.
help-title = Help
help-lede = The short version: people thank each other here, under their own names, in things that cannot be bought.
help-story = Moved house twice
help-story-friends = Fenna moved in April. Six friends carried the sofa down four flights of stairs. She gave them lunch and soup, and would never have offered them an hourly rate: they would have been hurt.
help-story-movers = In November she moved again, and this time a firm came. They were careful and quick, she paid the bill, and that was that. Nobody thanks a bill, and nobody misses it.
help-story-petrol = One of the friends had driven for two hours, so she paid for the petrol. Money, yes, but not a price: she gave it because it was him.
help-story-here = Both removals were fine. But only one of them is still told on birthdays. This square is for that kind.
help-give = Giving something
help-give-text = Choose somebody, choose what you give, and say why in one sentence. The reason is the gift; the emblem is only the ribbon.
help-give-accept = Whoever gets it may accept it, or not. Until then only the two of you know. When they do, it is there for good, with your words.
help-give-limit = Everybody may give fifty a day, five of them to the same person. Nobody can get more, not by paying and not by being here longer.
help-app = From an app
help-app-text = Any Mastodon app works. Sign in with <strong>{ $host }</strong> as the server.
help-app-gift = To give something from an app, name somebody, add the emoji and say why. When they favourite the post, they have accepted it.
help-app-example = for keeping the oven warm
help-order = What stands on top
help-order-text = Whatever is newest. There is no other order. Under each post you can ask why you see it.
help-heirloom = Heirlooms
help-heirloom-text = Some things exist only once. Whoever holds one hands it on, to somebody who has not had it lately, and everybody can read through whose hands it went.
help-lost = Lost your password, or nobody answers?
help-lost-text = <a href="/forgot">Ask for a new password</a>, or write to <a href="/about">the people who run this</a>.
