import type { Wording } from "./wording";

export const ending: Wording["ending"] = {
  title: "Kết thúc phiên này?",
  readers: "{count, plural, =0 {Không có ai đang đọc.} other {# người đang đọc.}}",
  help: "Phụ đề sẽ dừng đối với mọi người. Những gì đã nói vẫn được lưu, và bạn có thể tiếp tục phiên trong vòng một giờ.",
  end: "Kết thúc",
  ended: "Đang kết thúc",
  continue: "Tiếp tục phiên",
  continuing: "Đang bắt đầu",
  left: "Bạn còn {duration} để tiếp tục phiên, với cùng các liên kết.",
};

export const disclosure: Wording["disclosure"] = {
  title: "Giọng nói và lời của bạn được xử lý thế nào",
  heardHere:
    "{engine} chuyển lời nói của bạn thành văn bản ngay trên máy chủ này. Âm thanh không được gửi đi nơi khác.",
  heardElsewhere: "Âm thanh được gửi đến {engine} để chuyển thành văn bản.",
  translatedHere: "{engine} dịch ngay trên máy chủ này.",
  translatedElsewhere: "Lời của bạn được gửi đến {engine} để dịch.",
  kept: "Âm thanh bị xóa ngay khi đã thành văn bản. Văn bản được giữ cho đến khi bạn xóa.",
  keptDays: "Âm thanh bị xóa ngay khi đã thành văn bản. Văn bản bị xóa {days} ngày sau khi phiên kết thúc.",
};
