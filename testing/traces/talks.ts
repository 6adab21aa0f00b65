/** Talks in paragraphs of sentences; everything in them was written for this project. */
export type Talk = readonly (readonly string[])[];

/** Any rule may be chosen on the garden talk. */
export const GARDEN_TALK: Talk = [
  [
    "Good afternoon, everybody.",
    "My name is Martin Reed, and I look after the community garden behind the school.",
    "Five years ago this was a car park with a broken fence and a lot of old tires.",
    "A few parents asked the city for permission, and after eleven months of letters they got it.",
    "Who would like to guess how many families grow food here now?",
    "It is sixty three.",
  ],
  [
    "Every family has a small bed, about two meters by four.",
    "Some people grow tomatoes and beans, while others only want flowers.",
    "We share the tools, the water, and the work on Saturday mornings.",
    "If you have never planted anything, do not worry, because somebody will always show you how.",
    "Start with potatoes.",
    "They forgive almost everything.",
  ],
  [
    "Water is the hardest part.",
    "In July we need nearly eight hundred liters a day, and the rain barrels are empty by then.",
    "Last summer we put a pump on the old well, which gives us enough for half of the beds.",
    "The other half still drinks from the tap.",
    "Can we do better than that?",
    "I think we can, if we cover the ground with straw and water in the evening rather than at noon.",
  ],
  [
    "There are only three rules.",
    "Close the gate behind you, clean the tools before you put them away, and never pick what somebody else has planted.",
    "Dogs are welcome on a lead.",
    "The waiting list is about a year long, so put your name down today if you are interested.",
    "My phone number is on the board next to the door.",
    "After the talk there is soup in the kitchen, made from our own carrots.",
    "Thank you very much for listening.",
  ],
];

/** Held out until a fault was found with it and two silences were chosen on it; any rule may be chosen on it now. */
export const MUSEUM_TALK: Talk = [
  [
    "Hello and welcome.",
    "I am so glad that you found us, because most people walk straight past the door.",
    "You are standing in the smallest museum of the whole coast, and my grandmother used to live in it.",
    "Before we begin, please switch off your phones.",
    "Is everybody warm enough?",
  ],
  [
    "This first room was the kitchen.",
    "The iron stove came by ship from Boston in eighteen eighty four and weighs more than two hundred kilos.",
    "Four men carried it up the hill, one of them fell, and he limped for the rest of his life.",
    "On the shelf you see nine blue cups.",
    "There were ten of them until last Tuesday, when a very polite visitor took a step back.",
    "We laughed about it afterwards.",
  ],
  [
    "Let us go through to the workshop, but watch your head.",
    "Here her husband, Thomas Miller, repaired clocks for forty years.",
    "He was deaf, so he felt the ticking with the tips of his fingers.",
    "Can you imagine that?",
    "People brought him clocks from every village between the lighthouse and the railway, and he never asked for money before the work was done.",
    "Some of them forgot to come back.",
    "That is the reason why we own sixty one clocks today, and why no two of them agree about the time.",
    "Listen for a moment.",
  ],
  [
    "The narrow stairs lead to the bedroom.",
    "Only five people at a time, please.",
    "What do you notice about the window?",
    "It looks towards the harbor, but the bed was turned to the wall.",
    "My grandmother had lost two brothers in the storm of nineteen hundred and six, and after that winter she did not want to see the water when she woke up.",
    "She lived to be ninety four.",
    "Her letters are in the drawer below the mirror.",
    "You may open it and read them, as long as your hands are clean.",
  ],
  [
    "Now we come to the picture that everyone asks about.",
    "It was painted by a young woman from Canada who stayed here for one week and paid with this painting.",
    "Nobody knew her name.",
    "Three years ago a professor from Toronto recognized the style, and suddenly the insurance cost more than the roof.",
    "Would you sell it?",
    "We talked about it for a whole evening and decided to keep it.",
    "A museum that sells its only secret is just an old house.",
  ],
  [
    "We are almost at the end.",
    "In the garden there is a bench, a pump that still works, and an apple tree which is older than any of us.",
    "Take an apple if you like.",
    "The shop sells postcards for fifty cents and honey for six dollars, and every cent goes into the new roof.",
    "Are there any questions?",
    "If not, I thank you for your patience and wish you a safe way home.",
    "Please come again, and next time bring your children.",
  ],
];

/** It is judged only: no rule, list of words or number was or may be chosen on it. */
export const HARBOUR_TALK: Talk = [
  [
    "Thank you for the introduction, Dr. Coleman.",
    "I was a harbor pilot for twenty nine years, and I have been asked to explain what that means.",
    "It has nothing to do with airplanes.",
    "When a ship comes to a port that her captain does not know, somebody who knows every rock has to stand beside him.",
    "That was me.",
    "How deep do you think our channel is?",
  ],
  [
    "At low tide it measures nine meters and forty centimeters.",
    "The largest ship I ever brought in needed nine.",
    "You can work out for yourselves how well I slept the night before.",
    "The wind was light, the fog had gone, and Mr. Alvarez, who drove the tug, told me jokes over the radio until we were tied up.",
  ],
  [
    "People always ask how a pilot gets on board.",
    "A small boat brings you alongside while both of you are moving, somebody drops a rope ladder, and you jump when the wave lifts you as high as it can.",
    "Never jump on the way down.",
    "In January the ladder is covered with ice.",
    "Because I weighed over a hundred kilos in those days, the crew used to bet on me.",
    "Did I ever fall?",
    "Twice, and both times Dr. Bennett told me that the sea was warmer than his office.",
  ],
  [
    "My teacher was a woman called Ingrid Larsen.",
    "She spoke seven languages and shouted in all of them.",
    "Although she never wrote anything down, she could draw the whole bottom of the bay from memory.",
    "And she was right about the sandbank.",
    "The official map from nineteen seventy three showed it two hundred meters too far to the north, so three ships ran aground before the office in London answered her letter.",
    "What did they say?",
    "They thanked her husband.",
  ],
  [
    "Let me tell you about the worst morning of my life.",
    "We were half a mile from the pier with eleven thousand tons of sugar when the engine stopped.",
    "The captain looked at me, I looked at the clock, and for about a minute the only sound was the rain.",
    "You cannot brake a ship.",
    "If you drop the anchor too early, the chain breaks, and if you drop it too late, you are already in somebody's kitchen.",
    "So I counted to twelve.",
    "But the young mate, whose name I have unfortunately forgotten, had started the second generator without asking anyone.",
    "That boy saved a restaurant, two cranes, and my pension.",
  ],
  [
    "Today a computer knows the depth, the current, and the weight of every box on deck.",
    "Do we still need pilots?",
    "Mrs. Novak, who runs the station now, says that machines are excellent until the morning when they are not.",
    "I am retired, so I fix my neighbor's boat and wave at the ships whenever they pass my window.",
    "Ask me anything you want.",
  ],
];

export const sentencesOf = (talk: Talk): string[] => talk.flat();
