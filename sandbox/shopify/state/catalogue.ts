/** What the seeded shops sell. `art` picks the drawing, `palette` its two colours. */
export type CatalogueEntry = {
  handle: string;
  title: string;
  productType: string;
  description: string;
  art: "tea" | "cup" | "sweets" | "cloth" | "incense" | "chopsticks" | "umbrella" | "soap" | "lamp";
  palette: readonly [string, string];
  option: string;
  variants: readonly { title: string; price: number; stock: number }[];
};

export const catalogue: readonly CatalogueEntry[] = [
  {
    handle: "uji-sencha",
    title: "宇治煎茶 初摘み",
    productType: "お茶",
    description: "宇治の茶園で初夏に摘んだ、甘みの深い煎茶です。",
    art: "tea",
    palette: ["#dcebd3", "#3f7d4e"],
    option: "内容量",
    variants: [
      { title: "50g", price: 1_080, stock: 40 },
      { title: "100g", price: 1_980, stock: 25 },
    ],
  },
  {
    handle: "mino-yunomi",
    title: "美濃焼の湯のみ",
    productType: "うつわ",
    description: "手になじむ、ろくろ引きの湯のみ。一点ずつ表情が違います。",
    art: "cup",
    palette: ["#e5e9f2", "#3a567f"],
    option: "色",
    variants: [
      { title: "藍", price: 2_640, stock: 12 },
      { title: "白", price: 2_640, stock: 3 },
    ],
  },
  {
    handle: "wasanbon",
    title: "和三盆 干菓子 詰め合わせ",
    productType: "お菓子",
    description: "口どけのよい和三盆糖を、四季の木型で。",
    art: "sweets",
    palette: ["#fae6ea", "#d5758f"],
    option: "入数",
    variants: [
      { title: "12個入", price: 1_620, stock: 30 },
      { title: "24個入", price: 2_980, stock: 18 },
    ],
  },
  {
    handle: "asanoha-furoshiki",
    title: "麻の葉文様の風呂敷",
    productType: "布もの",
    description: "包んで、結んで、くり返し使える綿の風呂敷。",
    art: "cloth",
    palette: ["#f4e6cf", "#b8472f"],
    option: "サイズ",
    variants: [
      { title: "中 (70cm)", price: 2_200, stock: 20 },
      { title: "大 (104cm)", price: 3_850, stock: 8 },
    ],
  },
  {
    handle: "hinoki-incense",
    title: "ひのきのお香",
    productType: "香り",
    description: "木曽ひのきの、雨上がりの森の香り。",
    art: "incense",
    palette: ["#efe7dc", "#7b5a3c"],
    option: "",
    variants: [{ title: "Default Title", price: 1_430, stock: 50 }],
  },
  {
    handle: "wakasa-chopsticks",
    title: "若狭塗の夫婦箸",
    productType: "うつわ",
    description: "貝殻と卵殻を研ぎ出した、ひと組の塗り箸。",
    art: "chopsticks",
    palette: ["#f3e3e0", "#8f2f2a"],
    option: "",
    variants: [{ title: "Default Title", price: 6_600, stock: 6 }],
  },
  {
    handle: "janome-umbrella",
    title: "蛇の目傘「夕立」",
    productType: "雨具",
    description: "竹骨に和紙を張った、職人の手仕事。次の入荷をお待ちください。",
    art: "umbrella",
    palette: ["#e3e8f3", "#4a3f8f"],
    option: "",
    variants: [{ title: "Default Title", price: 18_700, stock: 0 }],
  },
  {
    handle: "yuzu-soap",
    title: "ゆず石けん",
    productType: "香り",
    description: "高知のゆず皮を練り込んだ、やさしい泡立ちの石けん。",
    art: "soap",
    palette: ["#fdf3cf", "#d9a520"],
    option: "",
    variants: [{ title: "Default Title", price: 880, stock: 60 }],
  },
  {
    handle: "washi-lamp",
    title: "和紙のあかり",
    productType: "あかり",
    description: "美濃和紙ごしの光が、部屋をやわらかく照らします。",
    art: "lamp",
    palette: ["#f7ecd8", "#c9853a"],
    option: "サイズ",
    variants: [
      { title: "小", price: 9_900, stock: 5 },
      { title: "大", price: 15_400, stock: 2 },
    ],
  },
];
