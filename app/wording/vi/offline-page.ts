import type { Wording } from "../wording";

export const offlinePage: Wording["offlinePage"] = {
  title: "Không có kết nối",
  help: "Bạn có thể ghi âm ngay. Âm thanh nằm trên thiết bị này, được mã hóa, và được chép lời ngay khi có mạng trở lại.",
  helpSession: "Phiên của bạn đang chờ mạng. Bạn có thể ghi âm tiếp: lời bạn nói được chép ngay khi có mạng trở lại.",
  record: "Ghi âm",
  recording: "Đang ghi âm",
  pause: "Tạm dừng",
  recorded: "Đã ghi",
  limit: "Giữ được tối đa một giờ.",
  unstored: "Trình duyệt này không lưu âm thanh nên không thể ghi âm khi mất kết nối.",
  noMicrophone: "Không mở được micrô.",
  sending: "Đã có mạng trở lại. Đang bắt đầu phiên.",
  refused: "Không bắt đầu được phiên. Bản ghi âm được giữ một ngày, và trang này sẽ thử lại.",
};
