import highlight from "rehype-highlight";

/** Colours the words of code whose language is named; loaded when such code is on screen. */
export default highlight;
