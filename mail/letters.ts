import type { Letter } from "./transport";

// The language of a letter's reader is not known, so it is written in both languages.

/** To the address of a new account. */
export function confirmLetter(to: string, link: string): Letter {
  return {
    to,
    subject: "Interline: keep your sessions / giữ các phiên của bạn",
    text: `Open this link and enter the password that you chose; then your sessions are kept under this address.

${link}

It works for a day. If you did not ask for it, do nothing: nothing happens.


Hãy mở liên kết trên và nhập mật khẩu bạn đã chọn; các phiên của bạn sẽ được giữ dưới địa chỉ này.
Liên kết có hiệu lực một ngày. Nếu bạn không yêu cầu, không cần làm gì cả.
`,
  };
}

/** To an address that has an account already; the page says the same in both cases. */
export function alreadyLetter(to: string, link: string): Letter {
  return {
    to,
    subject: "Interline: you have an account / bạn đã có tài khoản",
    text: `Somebody wanted to make an account with this address, which has one. If it was you, sign in:

${link}

If it was not, do nothing.


Có người muốn tạo tài khoản bằng địa chỉ này, vốn đã có tài khoản. Nếu là bạn, hãy đăng nhập bằng liên kết trên.
Nếu không phải, không cần làm gì cả.
`,
  };
}

/** To the new address of an account. */
export function newAddressLetter(to: string, link: string): Letter {
  return {
    to,
    subject: "Interline: your new address / địa chỉ mới của bạn",
    text: `Open this link and enter the password of your account; then you sign in with this address.

${link}

It works for a day. If you did not ask for it, do nothing: nothing happens.


Hãy mở liên kết trên và nhập mật khẩu tài khoản; sau đó bạn đăng nhập bằng địa chỉ này.
Liên kết có hiệu lực một ngày. Nếu bạn không yêu cầu, không cần làm gì cả.
`,
  };
}

/** To the address of an account whose password or address was changed. */
export function changedLetter(to: string, link: string): Letter {
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

/** To the address of an account whose second step was turned on or off, or whose passkeys changed. */
export function waysLetter(to: string, link: string): Letter {
  return {
    to,
    isNotice: true,
    subject: "Interline: how you sign in was changed / cách đăng nhập đã thay đổi",
    text: `The second step or a passkey of your account was added or removed. If it was not you, look at what happened and change your password:

${link}


Bước thứ hai hoặc một khóa truy cập của tài khoản vừa được thêm hoặc xóa. Nếu không phải bạn, hãy xem những gì đã xảy ra và đổi mật khẩu bằng liên kết trên.
`,
  };
}

/** To the address of an account that was signed in to from a device that is new to it. */
export function signInLetter(to: string, link: string): Letter {
  return {
    to,
    isNotice: true,
    subject: "Interline: a new sign-in / lần đăng nhập mới",
    text: `Your account was signed in to from a device that has not been used before. If it was not you, end that sign-in and change your password:

${link}


Tài khoản của bạn vừa được đăng nhập từ một thiết bị mới. Nếu không phải bạn, hãy kết thúc lần đăng nhập đó và đổi mật khẩu bằng liên kết trên.
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

The link works for an hour. If you did not ask for it, do nothing: the old password stays.


Hãy đặt mật khẩu mới bằng liên kết trên, có hiệu lực một giờ. Nếu bạn không yêu cầu, mật khẩu cũ vẫn giữ nguyên.
`,
  };
}
