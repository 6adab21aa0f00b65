import type { Letter } from "./transport";

// The recipient's language is not known, so each letter is written in English and Vietnamese.

/** To the address of a new account. */
export function confirmLetter(to: string, link: string): Letter {
  return {
    to,
    subject: "Interline: keep your sessions / giữ các phiên của bạn",
    text: `Open this link and enter the password that you chose. Your sessions are then kept under this address.

${link}

The link is valid for one day. If you did not request it, ignore this email.


Hãy mở liên kết trên và nhập mật khẩu bạn đã chọn; các phiên của bạn sẽ được giữ dưới địa chỉ này.
Liên kết có hiệu lực trong một ngày. Nếu bạn không yêu cầu, hãy bỏ qua email này.
`,
  };
}

/** To an address that has an account already. The page shows the same text for a free address. */
export function addressTakenLetter(to: string, link: string): Letter {
  return {
    to,
    subject: "Interline: you have an account / bạn đã có tài khoản",
    text: `Someone tried to create an account with this address, which already has an account. If it was you, sign in:

${link}

If it was not you, ignore this email.


Có người đã thử tạo tài khoản bằng địa chỉ này, nhưng địa chỉ đã có tài khoản. Nếu là bạn, hãy đăng nhập bằng liên kết trên.
Nếu không phải bạn, hãy bỏ qua email này.
`,
  };
}

/** To the new address of an account. */
export function newAddressLetter(to: string, link: string): Letter {
  return {
    to,
    subject: "Interline: your new address / địa chỉ mới của bạn",
    text: `Open this link and enter the password of your account. From then on you sign in with this address.

${link}

The link is valid for one day. If you did not request it, ignore this email.


Hãy mở liên kết trên và nhập mật khẩu tài khoản; sau đó bạn đăng nhập bằng địa chỉ này.
Liên kết có hiệu lực trong một ngày. Nếu bạn không yêu cầu, hãy bỏ qua email này.
`,
  };
}

/** To the address of an account whose password or address was changed. */
export function credentialsChangedLetter(to: string, link: string): Letter {
  return {
    to,
    isNotice: true,
    subject: "Interline: your account was changed / tài khoản đã thay đổi",
    text: `The password or the address of your account was changed. If it was not you, set a new password:

${link}


Mật khẩu hoặc địa chỉ của tài khoản đã thay đổi. Nếu không phải bạn, hãy đặt mật khẩu mới bằng liên kết trên.
`,
  };
}

/** To the address of an account whose two-step verification was turned on or off, or whose passkeys changed. */
export function signInWaysChangedLetter(to: string, link: string): Letter {
  return {
    to,
    isNotice: true,
    subject: "Interline: how you sign in was changed / cách đăng nhập đã thay đổi",
    text: `Two-step verification of your account was turned on or off, or a passkey was added or removed. If it was not you, check your account and change your password:

${link}


Xác minh hai bước của tài khoản vừa được bật hoặc tắt, hoặc một khóa truy cập vừa được thêm hoặc xóa. Nếu không phải bạn, hãy kiểm tra tài khoản và đổi mật khẩu bằng liên kết trên.
`,
  };
}

/** To the address of an account that was signed in to from a device that is new to it. */
export function signInLetter(to: string, link: string): Letter {
  return {
    to,
    isNotice: true,
    subject: "Interline: a new sign-in / lần đăng nhập mới",
    text: `A new device has signed in to your account. If it was not you, sign that device out and change your password:

${link}


Tài khoản của bạn vừa được đăng nhập từ một thiết bị mới. Nếu không phải bạn, hãy đăng xuất thiết bị đó và đổi mật khẩu bằng liên kết trên.
`,
  };
}

/** To the address of an account whose password is forgotten. */
export function resetLetter(to: string, link: string): Letter {
  return {
    to,
    subject: "Interline: a new password / mật khẩu mới",
    text: `Choose a new password here:

${link}

The link is valid for one hour. If you did not request it, ignore this email. Your password does not change.


Hãy đặt mật khẩu mới bằng liên kết trên, có hiệu lực một giờ. Nếu bạn không yêu cầu, hãy bỏ qua email này. Mật khẩu của bạn không thay đổi.
`,
  };
}
