import type { Wording } from "../wording";

export const sound: Wording["sound"] = {
  keep: "Giữ âm thanh",
  keepHelp: "Chỉ bạn mới nghe được, trừ khi bạn cho phép trong một liên kết chia sẻ.",
  title: "Âm thanh",
  keeping: "Đang giữ âm thanh",
  stopped: "Không giữ thêm âm thanh",
  keepingHelp:
    "Âm thanh của phiên này được giữ lại. Chỉ bạn mới nghe được, trừ khi bạn cho phép trong một liên kết chia sẻ.",
  off: "Âm thanh của phiên này không được giữ thêm nữa.",
  full: "Âm thanh không được giữ thêm: hết chỗ lưu hoặc có lỗi.",
  fullHelp: "Phụ đề vẫn tiếp tục.",
  stored: "Đã lưu {duration} ({megabytes} MB).",
  nothingStored: "Chưa lưu gì.",
  downloadOgg: "Tải Ogg",
  downloadWav: "Tải WAV",
  again: "Ghi lời lại, bằng ngôn ngữ khác",
  stop: "Ngừng giữ âm thanh",
  delete: "Xóa âm thanh",
  deleteTitle: "Xóa âm thanh?",
  deleteHelp: "Âm thanh sẽ bị xóa và không được giữ thêm. Văn bản vẫn còn. Không thể hoàn tác.",
  deleteNow: "Xóa",
  working: "Đang xử lý",
  close: "Đóng",
};
