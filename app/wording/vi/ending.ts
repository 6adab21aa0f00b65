import type { Wording } from "../wording";

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
