/**
 * How an image is laid into a frame of exact pixels. Shared by the browser, which draws what is sent, and by the child
 * process, which draws it for callers of the API.
 */
export type Framing = {
  /** `crop` fills the frame; `blur` and `colour` show the whole image and fill what is left; `none` sends it as it is. */
  fit: 'crop' | 'blur' | 'colour' | 'none';
  /** What is behind the image with `colour`: `#rrggbb`. */
  colour: string;
  /** Where the image's centre is, from the frame's centre: parts of the frame's width and height. */
  x: number;
  y: number;
  /** 1 is as large as the fit makes it. */
  zoom: number;
  /** Degrees clockwise. */
  turn: number;
};
