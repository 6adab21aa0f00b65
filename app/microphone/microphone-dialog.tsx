"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Dialog } from "../frame/dialog";
import { FormEnd } from "../frame/form-end";
import { Glyph } from "../frame/glyph";
import { listMicrophones, type MicrophoneDevice, onMicrophonesChange } from "./microphone";

/** The microphones of this device, as they come and go. Null: not asked yet. */
export function useMicrophones(asked: boolean): readonly MicrophoneDevice[] {
  const [devices, setDevices] = useState<readonly MicrophoneDevice[]>([]);
  useEffect(() => {
    if (!asked) return;
    let over = false;
    const list = async () => {
      const found = await listMicrophones();
      if (!over) setDevices(found);
    };
    void list();
    const forget = onMicrophonesChange(() => void list());
    return () => {
      over = true;
      forget();
    };
  }, [asked]);
  return devices;
}

export function MicrophoneDialog(props: { onChoose: (deviceId: string) => void; onClose: () => void }) {
  const t = useTranslations("microphone");
  const devices = useMicrophones(true);
  return (
    <Dialog title={t("chooseTitle")} onClose={props.onClose}>
      {devices.length === 0 && <p>{t("missing")}</p>}
      <ul className="devices">
        {devices.map(({ deviceId, label }, index) => (
          <li key={deviceId}>
            <button type="button" className="btn" onClick={() => props.onChoose(deviceId)}>
              <Glyph name="mic" />
              <span>{label || `${t("default")} ${index + 1}`}</span>
            </button>
          </li>
        ))}
      </ul>
      <FormEnd onCancel={props.onClose} />
    </Dialog>
  );
}
