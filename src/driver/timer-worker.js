// Waits for a hidden page: so many milliseconds, then sends back the number of the wait.

let timer;

onmessage = ({ data: [turn, wait] }) => {
  clearTimeout(timer);
  timer = setTimeout(postMessage, wait, turn);
};
