/** The talk: text for screenshots and for tests that need exact words. */
export const TALK = [
  {
    en: "Good morning, everyone, and thank you for coming so early.",
    vi: "Chào buổi sáng mọi người, cảm ơn mọi người đã đến từ sớm.",
    es: "Buenos días a todos, y gracias por venir tan temprano.",
    ar: "صباح الخير جميعًا، وشكرًا لحضوركم في هذا الوقت المبكر.",
  },
  {
    en: "Every dry season, the sea pushes a little further up the Mekong.",
    vi: "Mỗi mùa khô, nước biển lại lấn sâu thêm một chút vào sông Mê Kông.",
    es: "Cada estación seca, el mar avanza un poco más río arriba por el Mekong.",
    ar: "في كل موسم جفاف، يتقدّم البحر قليلًا في مجرى نهر الميكونغ.",
  },
  {
    en: "When I was a child, my grandmother could taste the salt before any instrument could measure it.",
    vi: "Khi tôi còn nhỏ, bà tôi nếm ra vị mặn trước khi bất kỳ thiết bị nào đo được.",
    es: "Cuando yo era niña, mi abuela notaba la sal antes de que ningún instrumento pudiera medirla.",
    ar: "عندما كنت طفلة، كانت جدتي تتذوّق الملح قبل أن يتمكّن أي جهاز من قياسه.",
  },
  {
    en: "Today we have two hundred sensors between Cần Thơ and the coast, and they agree with her.",
    vi: "Ngày nay chúng tôi có hai trăm cảm biến từ Cần Thơ ra đến bờ biển, và chúng cho kết quả đúng như bà nói.",
    es: "Hoy tenemos doscientos sensores entre Cần Thơ y la costa, y le dan la razón.",
    ar: "لدينا اليوم مئتا جهاز استشعار بين كان ثو والساحل، وهي تؤكّد ما كانت تقوله.",
  },
  {
    en: "So the question is not how to keep the salt out.",
    vi: "Vậy nên câu hỏi không phải là làm sao ngăn được mặn.",
    es: "Así que la pregunta no es cómo impedir que entre la sal.",
    ar: "إذن، ليس السؤال كيف نمنع الملح من الدخول.",
  },
  {
    en: "The question is what we can grow with it.",
    vi: "Câu hỏi là chúng ta trồng được gì cùng với nó.",
    es: "La pregunta es qué podemos cultivar con ella.",
    ar: "السؤال هو: ماذا يمكننا أن نزرع معه؟",
  },
] as const;

/** An unfinished sentence, which stays a draft while the session is live. */
export const UNFINISHED = {
  en: "Let me show you a field outside Bến Tre where shrimp and",
  vi: "Để tôi cho các bạn xem một cánh đồng ở ngoại ô Bến Tre, nơi tôm và",
  es: "Déjenme mostrarles un campo a las afueras de Bến Tre donde el camarón y",
  ar: "دعوني أريكم حقلًا خارج بن تري حيث الروبيان و",
} as const;

export type WrittenInTalk = Exclude<keyof typeof UNFINISHED, "en">;
