/**
 * The containers that are read: those that hold sound in the file itself. Not listed are formats that name other files or
 * addresses (concat, HLS, DASH, SDP, IMF, playlists, image sequences), devices and filters (lavfi), subtitles, pictures, and
 * trackers, whose length has no limit. ffmpeg checks the list for the file and for every file inside it.
 */
const READABLE_FORMATS = `
  aac ac3 adx aiff alp amr ape apm argo_asf argo_cvg asf ast au avi avr caf codec2 daud dsf dss dts dtshd dv eac3
  film_cpk flac flv g722 gsm gxf iff ilbc ircam ivf kvag loas matroska mlp mmf mov mp3 mpc mpc8 mpeg mpegts mxf
  nistsphere nsv nut ogg oma paf pvf qcp rm roq rso sbc sds smjpeg sox spdif swf tak truehd tta voc vqf w64 wav wsaud
  wsd wtv wv xwma`;

/** Options of ffmpeg and ffprobe before the input: it opens this one file and nothing else. */
export const ONLY_THIS_FILE = [
  ...["-hide_banner", "-v", "quiet", "-protocol_whitelist", "file"],
  ...["-format_whitelist", READABLE_FORMATS.trim().split(/\s+/).join()],
];
