import type { Wording } from "../wording";

export const disclosure: Wording["disclosure"] = {
  title: "Giọng nói và lời của bạn được xử lý thế nào",
  heardHere:
    "{engine} chuyển lời nói của bạn thành văn bản ngay trên máy chủ này. Âm thanh không được gửi đi nơi khác.",
  heardElsewhere: "Âm thanh được gửi đến {engine} để chuyển thành văn bản.",
  translatedHere: "{engine} dịch ngay trên máy chủ này.",
  translatedElsewhere: "Lời của bạn được gửi đến {engine} để dịch.",
  soundKept: "Âm thanh được giữ cho đến khi bạn xóa.",
  soundKeptDays: "Âm thanh bị xóa {days} ngày sau khi phiên kết thúc.",
  textKept: "Văn bản được giữ cho đến khi bạn xóa.",
  textKeptDays: "Văn bản bị xóa {days} ngày sau khi phiên kết thúc.",
  kept: "Âm thanh bị xóa ngay khi đã thành văn bản. Văn bản được giữ cho đến khi bạn xóa.",
  keptDays: "Âm thanh bị xóa ngay khi đã thành văn bản. Văn bản bị xóa {days} ngày sau khi phiên kết thúc.",
};
