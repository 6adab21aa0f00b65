"use client";

import { useEffect, useState } from "react";
import { listMicrophones, type MicrophoneDevice, onMicrophonesChange } from "./microphone";

/** The microphones of this device, as they come and go. */
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
