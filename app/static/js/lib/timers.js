// The timers of the browser as plain functions: called as a method of something else, a browser refuses them.
export const startTimer = (work, ms) => setTimeout(work, ms);
export const stopTimer = (timer) => clearTimeout(timer);
export const startRepeat = (work, ms) => setInterval(work, ms);
export const stopRepeat = (timer) => clearInterval(timer);
