// Where this phone is, as long as somebody wants to know.

const OPTIONS = { enableHighAccuracy: true, maximumAge: 0, timeout: 30000 };
const DENIED = 1; // GeolocationPositionError.PERMISSION_DENIED

export class Position {
  /** `found({spot, accuracyM})` at every measurement; `lost(forbidden)` when there is none, `forbidden` for good. */
  constructor({ found, lost }) {
    this.tell = { found, lost };
    this.last = null;
  }

  get watching() {
    return this.number !== undefined;
  }

  start() {
    if (this.watching) return;
    if (!navigator.geolocation) {
      this.tell.lost(true);
      return;
    }
    this.number = navigator.geolocation.watchPosition(
      ({ coords }) => {
        this.last = { spot: [coords.longitude, coords.latitude], accuracyM: coords.accuracy };
        this.tell.found(this.last);
      },
      ({ code }) => {
        this.last = null;
        if (code === DENIED) this.stop();
        this.tell.lost(code === DENIED);
      },
      OPTIONS,
    );
  }

  stop() {
    if (this.watching) navigator.geolocation.clearWatch(this.number);
    this.number = undefined;
    this.last = null;
  }
}
