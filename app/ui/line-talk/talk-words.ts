/** The few words that LINE's app itself says in a talk. */
export type TalkLanguage = "ja" | "en";

const ja = {
  unsupported: "このメッセージは表示できません",
  image: "写真",
  video: "動画",
  audio: "ボイスメッセージ",
  file: "ファイル",
  sticker: "スタンプ",
  emoji: "絵文字",
  location: "位置情報",
  coupon: "クーポン",
  useCoupon: "クーポンを見る",
  playVideo: "動画を再生",
  playAudio: "再生",
  read: "既読",
  talk: "トーク",
  quickReplies: "クイックリプライ",
  carousel: "横にスクロールできます",
  tap: "開く",
};

const en: typeof ja = {
  unsupported: "This message can't be shown",
  image: "Photo",
  video: "Video",
  audio: "Voice message",
  file: "File",
  sticker: "Sticker",
  emoji: "Emoji",
  location: "Location",
  coupon: "Coupon",
  useCoupon: "View coupon",
  playVideo: "Play video",
  playAudio: "Play",
  read: "Read",
  talk: "Chat",
  quickReplies: "Quick replies",
  carousel: "Scrolls sideways",
  tap: "Open",
};

export type TalkWords = typeof ja;
export const talkWords: Record<TalkLanguage, TalkWords> = { ja, en };
