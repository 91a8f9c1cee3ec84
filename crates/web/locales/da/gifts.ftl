## At give

give-title = Giv noget
give-title-to = Giv { $name } noget
give-to = Til hvem?
give-to-hint = Deres navn her, for eksempel @anna.
give-what = Hvad giver du?
give-none = Der er ikke noget at give endnu. Værten laver det første.
give-of-stall = fra { $stall }
give-of-square = fra torvet
give-why = Hvorfor?
give-why-hint = Én sætning er nok. En gave uden grund er bare en knap.
give-changed = Det ændrede noget for mig
give-changed-hint = Sig det kun, hvis det gjorde. Det vejer dobbelt.
give-changed-what = Hvad ændrede sig?
give-who-sees = Hvem må se det?
give-sees-all = Hele torvet
give-sees-two = Kun { $name } og dig
give-sees-two-anybody = Kun jer to
give-app = Hellere fra din Mastodon-app?
give-app-how = Skriv et opslag med { $mention } og { $code }. Det er den samme gave. Når { $name } sætter en stjerne ved det, er den taget imod.
give-cost = Det koster ikke noget, og du får ikke noget igen.
give-left = { $left ->
    [0] I dag har du givet alt, hvad du kan. Det kan lade sig gøre igen { $returns }.
    [one] Du kan give én ting mere i dag.
   *[other] Du kan give { $left } ting mere i dag.
}
give-left-to = { $left ->
    [0] I dag har du givet { $name } alt, hvad du kan. Det kan lade sig gøre igen { $returns }.
    [one] Til { $name } én mere.
   *[other] Til { $name } { $left } mere.
}
give-answers = For det her
give-submit = Giv den
give-submit-what = Giv { $currency }
give-cancel = Alligevel ikke
give-again = Du har før givet { $name } noget for det her. Der kommer til at stå »igen« ved den.
give-price-title = Er det en tak eller en handel?
give-price = Vi læser en pris, en rabat eller en gentjeneste i det. En gave er for noget, en anden gjorde for dig. At dele udgiften er i orden: det er benzinpenge og tæller ingen steder. Er det en tak, så giv den, som den er.
give-price-submit = Det er en tak, giv den
give-relation-first = Din første gave til { $name }.
give-relation-before = Du gav { $name } { $currency } { $when }.
give-relation-received = { $name } gav dig { $currency } { $when }.

## En gave

gift-gave = gav
gift-aria = Gave fra { $from } til { $to }
gift-a = { $vowel ->
    [yes] { $currency }
   *[no] { $currency }
}
gift-a-low = { $vowel ->
    [yes] { $currency }
   *[no] { $currency }
}
gift-title = { $from } gav { $to } noget
gift-you-gave = Du gav { $to } { $what }
gift-given-you = { $from } gav dig { $what }
gift-given = Givet
gift-given-lede = Sådan ser andre den.
gift-given-lede-two = Kun I to ser den.
gift-open-you = Venter, til { $name } tager imod
gift-open-mine = Den venter på dig. Tag imod, når det passer dig
gift-accepted = { $name } tog glad imod den
gift-accepted-you = Du tog glad imod den
gift-accepted-at = { $name } tog glad imod den { $when }
gift-declined = Hellere ikke. Ingen får det at vide
gift-withdrawn = Taget tilbage, før den blev taget imod
gift-retracted = Taget tilbage senere. Den tæller ikke mere
gift-first = Den første gave fra { $from } til { $to }
gift-answer = Et svar på en gave fra { $to } { $month }
gift-another = { $count ->
    [one] { $from } har givet { $to } noget én gang før
   *[other] { $from } har givet { $to } noget { $count } gange før
}
gift-again = Igen, for det samme
gift-changed = Hvad der ændrede sig
gift-back = { $name } sagde
gift-for = For det her
gift-words-gone = Ordene er taget væk.
gift-between = Mellem de to
gift-private = Kun de to ser den
gift-accept = Tag imod
gift-accept-with = Tag imod med et ord tilbage
gift-back-label = Et ord tilbage, hvis du vil
gift-decline = Hellere ikke
gift-decline-hint = Den bliver, som den er, ingen får det at vide, og ingen spørger hvorfor.
gift-withdraw = Tag den tilbage
gift-withdraw-hint = { $name } har ikke taget imod den endnu, så den forsvinder bare.
gift-retract = Tag den tilbage alligevel
gift-retract-hint = Den bliver stående i bogen med dit navn og tæller ikke fra nu af.
gift-costs = Udgiften blev delt
gift-costs-hint = Benzinpenge, ingredienser: kun du ser mærket, der står intet beløb, og det tæller ingen steder.
gift-costs-mark = Sæt mærke ved, at udgiften blev delt
gift-costs-unmark = Tag mærket væk
gift-give-back = Giv { $name } noget
gift-accepted-done = Taget imod. { $name } hører det én gang.
gift-declined-done = Det bliver mellem dig og siden. Ingen får det at vide.
gift-withdrawn-done = Taget tilbage.
gift-retracted-done = Taget tilbage. Den tæller ikke fra nu af.
gift-costs-done = Noteret. Kun du ser det.
gift-before = Før den
gift-what-between = Hvad der er gået mellem jer
gift-you-said = Du sagde

## Social valuta og arvestykker

currencies-title = Hvad folk giver her
currencies-lede = Intet af det har en pris. Det kan ikke købes, sælges eller spares op. Det bliver kun givet, med en grund.
currencies-none = Ikke noget at give endnu. Værten laver det første.
currencies-expressive = Bliver til, når det gives
currencies-circulating = Går fra hånd til hånd
currency-kind-expressive = Det bliver til i det øjeblik, nogen giver det.
currency-kind-circulating = Der er kun få af dem, og den, der har en, giver den videre.
currency-says = Hvad det siger
currency-from = Fra { $name }
currency-from-square = Fra torvet
currency-lately = Hvem der sidst gav det
currency-none = Ingen har givet det endnu. Hvem hjalp dig i denne uge?
currency-give = Giv det til nogen
currency-rests = Det hviler. Der bliver ikke givet mere i det.
currency-emoji = I enhver Mastodon-app
currency-emoji-how = Skriv { $code } i et opslag, hvor du nævner nogen.
currency-heirlooms = Hvor de er
currency-pass-rate = Sådan rejser det
currency-pass-rate-of = { $passed } af { $received } gav det videre inden for 60 dage.
currency-pass-rate-none = Ingen har skullet give det videre endnu.
currency-line = { $from } til { $to }
currency-since = Siden { $when }
currency-imported = Bragt med andetsteds fra, uden ord.
heirloom-title = { $currency }, nummer { $number }
heirloom-hand = { $number ->
    [1] Arvestykke, første hånd
    [2] Arvestykke, anden hånd
    [3] Arvestykke, tredje hånd
    [4] Arvestykke, fjerde hånd
    [5] Arvestykke, femte hånd
   *[other] Arvestykke, i { $number }. hånd
}
heirloom-holder = { $name } har det, siden { $when }
heirloom-holder-you = Du har det, siden { $when }
heirloom-holder-none = Ingen har det for tiden. Det gik tilbage til værten.
heirloom-resting = Det hviler: mere end 60 dage i én hånd.
heirloom-chain = Gennem hvis hænder det gik
heirloom-minted = Værten bragte det til verden
heirloom-from-to = { $from } gav det videre til { $to }
heirloom-waiting = På vej til { $name }, der ikke har taget imod det endnu
heirloom-pass = Giv det videre
heirloom-pass-to = Giv det videre til { $name }
heirloom-pass-whom = Til hvem?
heirloom-pass-whom-hint = En, der ikke har haft det i de sidste tre hænder.
heirloom-pass-why = Hvorfor til dem?
heirloom-pass-why-hint = Den her linje rejser med fra nu af.
heirloom-pass-lede = Du har haft det et stykke tid. Det flytter, når de tager imod.
heirloom-passed = Det er på vej.

## Det, der venter, og det, der skete

waiting-title = Venter på dig
waiting-lede = Ingen frist og ingen ny påmindelse. Gør det, når det passer dig, eller lad være.
waiting-none = Der venter ikke noget
waiting-none-hint = Du kunne lukke låget og se på himlen.
waiting-gift = { $name } gav dig { $what }
waiting-gift-hint = Tag imod, når det passer dig
waiting-heirloom = { $name } vil give dig { $what } videre
waiting-follow = { $name } vil gerne følge dig
waiting-follow-yes = Sig ja
waiting-follow-no = Hellere ikke
waiting-bell = { $name } ringede på
waiting-bell-hint = Vil gerne ind
waiting-bell-yes = Luk { $name } ind
waiting-bell-no = Ikke nu
waiting-meant = Var det ment til nogen?
waiting-meant-hint = Du skrev { $code } i et opslag, og det gav ikke noget: { $why }
waiting-meant-no-mention = der var ikke nævnt nogen.
waiting-meant-no-reason = der stod næsten ingen ord.
waiting-meant-many = der var nævnt mere end fem.
waiting-meant-allowance = du havde allerede givet alt for i dag.
waiting-meant-other = sådan som det stod, kunne det ikke gives.
waiting-meant-give = Giv det til nogen nu
waiting-meant-no = Nej, det var bare et ord
waiting-refused = En gave nåede ikke frem
waiting-describe = Beskriv et billede
waiting-describe-hint = Til den, der ikke kan se det.
waiting-describe-save = Gem
waiting-describe-skip = Lad det være
waiting-pass = { $what } vil gerne rejse videre
waiting-pass-hint = Du har haft det i mere end 30 dage.
waiting-pass-do = Giv det videre
waiting-pass-later = Senere
waiting-post = Dit opslag
waiting-done = Gjort.
waiting-said-yes = { $name } følger dig nu.
waiting-let-in = { $name } er inde.
waiting-to-news = Hvad der er sket

news-title = Hvad der er sket
news-lede = Intet af det her venter på dig.
news-none = Ikke noget endnu. Hvem hjalp dig i denne uge?
news-mention = { $name } nævnte dig
news-reply = { $name } svarede dig
news-status = { $name } sagde noget
news-reblog = { $name } gav dit opslag videre
news-favourite = { $name } heppede på dig
news-follow = { $name } følger dig
news-follow_request = { $name } vil gerne følge dig
news-update = { $name } rettede et opslag
news-gift = { $name } gav dig noget
news-gift_accepted = { $name } tog glad imod den
news-heirloom = { $name } giver dig et arvestykke videre
news-used = { $name } havde glæde af dit opslag
news-sign_up = { $name } kom ind
news-other = { $name } gjorde noget
news-older = Tidligere

## Why something could not be

no-this-is-not-a-picture-we-can-read-send-a-jpeg-png-gif-or-webp = Det er ikke et billede, vi kan læse: send en JPEG, PNG, GIF eller WebP.
no-this-file-is-too-large = Filen er for stor.
no-this-picture-is-too-large-at-most-40-million-pixels-and-16384-a-side = Billedet er for stort: højst 40 millioner pixels og 16.384 på hver led.
no-this-picture-has-too-many-frames-at-most-300 = Billedet har for mange rammer: højst 300.
no-this-picture-cannot-be-read-to-its-end-is-the-file-whole = Billedet kan ikke læses til ende. Er filen hel?
no-this-picture-takes-too-long-to-read-save-it-again-smaller-and-send-that = Det tager for lang tid at læse billedet. Gem det mindre, og send det.
no-nobody-here-has-this-name = Ingen her hedder sådan.
no-choose-what-you-give = Vælg, hvad du giver.
no-a-few-more-letters-so-that-it-says-something = Et par bogstaver mere, så det siger noget.
no-one-sentence-is-enough-a-gift-without-a-reason-is-a-button = Én sætning er nok. En gave uden grund er bare en knap.
no-at-most-500-characters-the-rest-is-for-a-post-or-for-when-you-meet = Højst 500 tegn. Resten er til et opslag, eller til I mødes.
