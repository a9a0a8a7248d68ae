/** The emoji people use most, by kind. Each one: the emoji, the name it has between colons, other words to find it by. */

const PEOPLE = `
😀 grinning smile happy; 😃 smiley happy joy; 😄 smile happy laugh; 😁 grin teeth happy; 😆 laughing haha lol; 😅 sweat_smile relief phew;
🤣 rofl laugh floor; 😂 joy tears laugh lol; 🙂 slight_smile fine; 🙃 upside_down irony silly; 🫠 melting heat awkward; 😉 wink joke; 😊 blush pleased shy;
😇 innocent angel halo; 🥰 smiling_hearts love adore; 😍 heart_eyes love; 🤩 star_struck wow; 😘 kissing_heart kiss; 😋 yum tasty delicious;
😛 stuck_out_tongue tease; 😜 winking_tongue crazy joke; 🤪 zany goofy wild; 🤑 money_mouth rich dollar; 🤗 hugs embrace; 🤭 hand_over_mouth oops giggle;
🫢 gasp surprise hand; 🤫 shushing quiet secret; 🤔 thinking hmm consider; 🫡 saluting yes respect; 🤐 zipper_mouth secret silent;
🤨 raised_eyebrow doubt suspicious; 😐 neutral_face meh; 😑 expressionless blank; 😶 no_mouth speechless; 😏 smirk smug; 😒 unamused bored;
🙄 roll_eyes annoyed; 😬 grimacing awkward; 😌 relieved calm; 😔 pensive sad; 😪 sleepy tired; 😴 sleeping zzz; 😷 mask ill; 🤒 thermometer_face ill fever;
🤕 head_bandage hurt; 🤢 nauseated sick; 🤯 exploding_head mind blown; 🥳 partying celebrate birthday; 😎 sunglasses cool; 🤓 nerd geek; 🧐 monocle inspect;
😕 confused unsure; 😟 worried concern; 🙁 slight_frown sad; 😮 open_mouth wow surprise; 😲 astonished shocked; 😳 flushed embarrassed;
🥺 pleading puppy please; 🥹 holding_back_tears touched; 😨 fearful scared; 😰 cold_sweat anxious; 😢 cry sad tear; 😭 sob crying sad;
😱 scream horror shock; 😖 confounded struggle; 😞 disappointed sad; 😓 sweat hard; 😩 weary tired; 😫 tired_face exhausted; 🥱 yawning bored tired;
😤 triumph steam proud; 😡 rage angry; 😠 angry mad; 🤬 cursing swear; 😈 smiling_imp devil; 💀 skull dead; 💩 poop; 🤡 clown; 👻 ghost boo halloween;
👽 alien space; 🤖 robot bot agent; 😺 cat_smile; 🙈 see_no_evil monkey; 🙉 hear_no_evil monkey; 🙊 speak_no_evil monkey; 👶 baby child; 🧑 person adult;
👩 woman; 👨 man; 🧓 older_person; 🤷 shrug dunno; 🤦 facepalm; 🙋 raising_hand question me; 🙅 no_good stop; 🙆 ok_person fine; 💁 tipping_hand info;
🙇 bow sorry thanks; 🧑‍💻 technologist developer computer; 🧑‍🔬 scientist; 🧑‍🎨 artist designer; 🧑‍🍳 cook chef; 👮 police; 🕵️ detective search; 🥷 ninja;
🦸 superhero; 🧙 mage wizard; 🏃 running hurry; 🚶 walking; 💃 dancer party; 🧘 meditation calm; 👯 dancing party; 👪 family
`;

const HANDS = `
👍 +1 thumbs up yes agree like; 👎 -1 thumbs down no; 👌 ok_hand fine perfect; 🤌 pinched_fingers; 🤏 pinching small little; ✌️ v victory peace;
🤞 crossed_fingers luck hope; 🫰 hand_heart love; 🤘 metal rock; 🤙 call_me; 👈 point_left; 👉 point_right; 👆 point_up; 👇 point_down; ☝️ index_up one;
✋ raised_hand stop; 👋 wave hello hi bye; 🖖 vulcan; 👏 clap applause bravo; 🙌 raised_hands hooray praise; 🫶 heart_hands love; 👐 open_hands;
🤝 handshake deal agree; 🙏 pray thanks please; ✍️ writing note; 💪 muscle strong flex; 🦾 mechanical_arm; 👀 eyes look watching; 👁️ eye see;
🧠 brain mind; 🫀 heart_organ; 👂 ear listen; 👃 nose; 👄 mouth; 👊 fist punch; ✊ raised_fist; 🤛 left_fist bump; 🤜 right_fist bump
`;

const HEARTS = `
❤️ heart love red; 🧡 orange_heart; 💛 yellow_heart; 💚 green_heart; 💙 blue_heart; 💜 purple_heart; 🖤 black_heart; 🤍 white_heart; 🤎 brown_heart;
💔 broken_heart sad; ❣️ heart_exclamation; 💕 two_hearts; 💖 sparkling_heart; 💯 100 hundred perfect; 💢 anger; 💥 boom collision bang; 💫 dizzy stars;
💦 sweat_drops water; 💨 dash fast; 🔥 fire hot lit; ⭐ star favourite; 🌟 glowing_star; ✨ sparkles new magic; ⚡ zap lightning fast;
🎉 tada party celebrate hooray; 🎊 confetti party; 🎈 balloon party; 🎁 gift present; 🏆 trophy win; 🥇 first_place gold; 🥈 second_place silver;
🥉 third_place bronze; 🏅 medal; 🎯 dart target goal; 🚀 rocket launch ship
`;

const NATURE = `
🐶 dog pet; 🐱 cat pet; 🐭 mouse; 🐹 hamster; 🐰 rabbit bunny; 🦊 fox; 🐻 bear; 🐼 panda; 🐨 koala; 🐯 tiger; 🦁 lion; 🐮 cow; 🐷 pig; 🐸 frog; 🐵 monkey;
🐔 chicken; 🐧 penguin; 🐦 bird; 🦆 duck; 🦅 eagle; 🦉 owl; 🦄 unicorn; 🐝 bee; 🐛 bug error; 🦋 butterfly; 🐌 snail slow; 🐞 ladybug; 🐢 turtle slow;
🐍 snake python; 🐙 octopus; 🦀 crab; 🐟 fish; 🐬 dolphin; 🐳 whale; 🦈 shark; 🐘 elephant; 🦒 giraffe; 🐎 horse; 🐑 sheep; 🦔 hedgehog; 🌵 cactus;
🎄 christmas_tree; 🌲 evergreen tree; 🌳 tree; 🌱 seedling plant grow; 🌿 herb; 🍀 clover luck; 🍁 maple_leaf autumn; 🍂 leaves autumn; 💐 bouquet flowers;
🌷 tulip; 🌹 rose; 🌻 sunflower; 🌸 blossom spring; 🌍 earth world; 🌙 moon night; ☀️ sun sunny; 🌤️ partly_sunny; ☁️ cloud; 🌧️ rain; ⛈️ storm;
❄️ snowflake cold; ☃️ snowman; 🌈 rainbow; 🌊 ocean wave sea; 💧 droplet water
`;

const FOOD = `
🍏 green_apple; 🍎 apple; 🍐 pear; 🍊 orange; 🍋 lemon; 🍌 banana; 🍉 watermelon; 🍇 grapes; 🍓 strawberry; 🍒 cherries; 🍑 peach; 🥭 mango; 🍍 pineapple;
🥥 coconut; 🥝 kiwi; 🍅 tomato; 🥑 avocado; 🥦 broccoli; 🥕 carrot; 🌽 corn; 🌶️ hot_pepper spicy; 🥐 croissant; 🍞 bread; 🧀 cheese; 🥚 egg; 🥞 pancakes;
🥓 bacon; 🍔 hamburger; 🍟 fries; 🍕 pizza; 🌭 hotdog; 🥪 sandwich; 🌮 taco; 🌯 burrito; 🥗 salad; 🍝 spaghetti pasta; 🍜 ramen noodles; 🍣 sushi; 🍦 ice_cream;
🍩 doughnut donut; 🍪 cookie biscuit; 🎂 birthday cake; 🍰 cake; 🧁 cupcake; 🍫 chocolate; 🍬 candy; 🍭 lollipop; 🍿 popcorn watch; ☕ coffee tea break; 🍵 tea;
🥤 cup_straw soda; 🍺 beer; 🍻 beers cheers; 🥂 champagne cheers toast; 🍷 wine; 🍸 cocktail; 🥃 whisky; 🍽️ plate dinner lunch
`;

const ACTIVITIES = `
⚽ soccer football; 🏀 basketball; 🏈 american_football; 🎾 tennis; 🏐 volleyball; 🎱 eight_ball; 🏓 ping_pong; ⛳ golf; 🏹 archery; 🎣 fishing; 🥊 boxing;
🎽 running_shirt; 🛹 skateboard; ⛷️ skier; 🏂 snowboarder; 🏄 surfing; 🏊 swimming; 🚴 cycling bike; 🧗 climbing; 🎮 game controller; 🎲 dice; 🧩 puzzle piece;
♟️ chess; 🎭 theatre masks; 🎨 art palette design; 🎬 clapper film; 🎤 microphone sing; 🎧 headphones music; 🎵 music note; 🎶 notes music; 🎹 piano; 🥁 drum;
🎸 guitar; 🎻 violin; 🎟️ ticket; ✈️ airplane flight travel; 🚗 car; 🚕 taxi; 🚌 bus; 🚑 ambulance; 🚒 fire_engine; 🚚 truck delivery shipping; 🚲 bicycle;
🛵 scooter; 🚂 train; 🚢 ship_boat; ⛵ sailboat; 🛸 ufo; 🏠 house home; 🏢 office; 🏥 hospital; 🏦 bank; 🏪 shop store; 🏭 factory; 🏖️ beach holiday;
🏔️ mountain; 🏕️ camping; 🗺️ map; 🌃 night_city; 🌅 sunrise morning
`;

const OBJECTS = `
⌚ watch time; 📱 phone mobile; 💻 laptop computer; 🖥️ desktop; ⌨️ keyboard; 🖱️ computer_mouse; 🖨️ printer; 💾 floppy save; 💿 cd; 📷 camera photo;
📸 camera_flash; 🎥 movie_camera; 📹 video; 📺 tv; 📞 telephone call; 🔋 battery; 🔌 plug; 💡 bulb idea; 🔦 flashlight; 🕯️ candle; 🧯 fire_extinguisher;
🗑️ wastebasket delete; 💸 money_wings spend; 💵 dollar money; 💶 euro money; 💷 pound_note money; 💰 money_bag; 💳 credit_card pay; 🧾 receipt;
💎 gem diamond; ⚖️ scales justice; 🧰 toolbox; 🔧 wrench fix; 🔨 hammer build; 🛠️ tools fix; ⚙️ gear settings; 🧲 magnet; 💣 bomb; 🔪 knife;
🛡️ shield security; 🔮 crystal_ball predict; 🧪 test_tube experiment; 🔬 microscope; 🔭 telescope; 💉 syringe; 💊 pill; 🚪 door; 🛏️ bed; 🛋️ couch; 🚿 shower;
🧹 broom clean; 🧺 basket; 🧻 toilet_paper; 🧼 soap; 🛒 cart shopping; 🛍️ shopping_bags; 📦 package box delivery; ✉️ envelope mail; 📧 email;
📨 incoming_envelope; 📫 mailbox; 📝 memo note write; 📄 page document; 📃 page_curl; 📊 bar_chart statistics; 📈 chart_up growth; 📉 chart_down decline;
📅 calendar date; 🗓️ spiral_calendar; 📋 clipboard; 📁 folder; 🗂️ dividers; 📌 pushpin pin; 📍 round_pushpin place; 📎 paperclip attach; 🔗 link chain;
📏 ruler; ✂️ scissors cut; 🔒 lock closed; 🔓 unlock open; 🔑 key password; 🔍 mag search; 🖊️ pen; ✏️ pencil edit; 📚 books; 📖 book read; 🏷️ label tag;
🔖 bookmark; 📰 newspaper; ⏰ alarm_clock; ⏱️ stopwatch; ⏳ hourglass wait; 🔔 bell notify; 🔕 no_bell mute; 📣 megaphone; 📢 loudspeaker announce; 👑 crown;
🎓 graduation; 👓 glasses; 👕 tshirt; 👗 dress; 👟 shoe; 💄 lipstick; 💍 ring; 🧴 lotion cream
`;

const SIGNS = `
✅ white_check_mark done yes; ☑️ ballot_check; ✔️ check; ❌ x no wrong; ❎ cross_mark; ➕ plus; ➖ minus; ➗ divide; ✖️ multiply; ❓ question;
❔ grey_question; ❗ exclamation; ❕ grey_exclamation; ‼️ bangbang; ⁉️ interrobang; ⚠️ warning; 🚨 rotating_light alarm urgent; 🛑 stop_sign; ⛔ no_entry;
🚫 prohibited; 🔴 red_circle; 🟠 orange_circle; 🟡 yellow_circle; 🟢 green_circle; 🔵 blue_circle; 🟣 purple_circle; ⚫ black_circle; ⚪ white_circle;
🟥 red_square; 🟩 green_square; 🟦 blue_square; 🔺 red_triangle; 🔶 orange_diamond; 🔷 blue_diamond; ⬆️ arrow_up; ⬇️ arrow_down; ⬅️ arrow_left;
➡️ arrow_right; ↗️ arrow_upper_right; ↘️ arrow_lower_right; 🔄 arrows_circle refresh; 🔁 repeat; 🔙 back; 🆕 new; 🆗 ok; 🆒 cool; 🆓 free; 🆘 sos help;
ℹ️ information; 🅿️ parking; ♻️ recycle; ♾️ infinity; 💤 zzz sleep; 💬 speech_balloon talk; 💭 thought_balloon; 🗯️ anger_balloon; 1️⃣ one; 2️⃣ two;
3️⃣ three; 4️⃣ four; 5️⃣ five; 🔟 ten; #️⃣ hash; 🏁 checkered_flag finish; 🚩 red_flag; 🏳️ white_flag; 🏳️‍🌈 rainbow_flag pride; 🇪🇺 flag_eu;
🇵🇹 flag_pt portugal; 🇪🇸 flag_es spain; 🇫🇷 flag_fr france; 🇩🇪 flag_de germany; 🇮🇹 flag_it italy; 🇬🇧 flag_gb britain; 🇮🇪 flag_ie ireland;
🇳🇱 flag_nl netherlands; 🇵🇱 flag_pl poland; 🇸🇪 flag_se sweden; 🇺🇦 flag_ua ukraine; 🇺🇸 flag_us america; 🇨🇦 flag_ca canada; 🇧🇷 flag_br brazil;
🇲🇽 flag_mx mexico; 🇮🇳 flag_in india; 🇯🇵 flag_jp japan; 🇨🇳 flag_cn china; 🇰🇷 flag_kr korea; 🇦🇺 flag_au australia; 🇿🇦 flag_za south africa;
🇳🇬 flag_ng nigeria
`;

export interface Emoji {
  readonly emoji: string;
  /** Its name between colons. */
  readonly code: string;
  readonly words: readonly string[];
}

export interface Kind {
  readonly name: string;
  readonly sign: string;
  readonly emoji: readonly Emoji[];
}

function read(lines: string): Emoji[] {
  return lines.trim().split(/;\s+/u).map((one) => {
    const [emoji = "", code = "", ...words] = one.split(" ");
    return { emoji, code, words: [...code.split("_"), ...words] };
  });
}

const SOURCES: readonly (readonly [string, string, string])[] = [
  ["Faces and people", "😀", PEOPLE], ["Hands", "👍", HANDS], ["Hearts and praise", "❤️", HEARTS], ["Animals and nature", "🌱", NATURE],
  ["Food and drink", "🍎", FOOD], ["Activities and places", "⚽", ACTIVITIES], ["Things", "💡", OBJECTS], ["Signs and flags", "✅", SIGNS],
];

export const KINDS: readonly Kind[] = SOURCES.map(([name, sign, lines]) => ({ name, sign, emoji: read(lines) }));
export const ALL: readonly Emoji[] = KINDS.flatMap((kind) => kind.emoji);
