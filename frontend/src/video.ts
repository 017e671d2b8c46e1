/** A video with controls of our own; only one plays at a time, and none that cannot be seen. */

import { icon, make, whenFound } from "./page";
import { text } from "./strings";

const SKIP = 5;

export function startVideos(): void {
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (!isIntersecting) (target as HTMLVideoElement).pause();
  });

  whenFound<HTMLVideoElement>("video[data-video]", (video) => {
    const player = video.closest<HTMLElement>(".player");
    if (!player) return;
    video.controls = false;
    player.append(controls(video, player));
    seen.observe(video);
    video.addEventListener("play", () => {
      for (const other of document.querySelectorAll<HTMLVideoElement>("video[data-video]")) if (other !== video) other.pause();
    });
    player.addEventListener("keydown", (event) => onKey(event, video, player));
  });
}

/** Minutes and seconds: 1:07. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function controls(video: HTMLVideoElement, player: HTMLElement): DocumentFragment {
  const big = make("button", "player__big", icon("play"));
  const play = make("button", "icon-button", icon("play"));
  const mute = make("button", "icon-button", icon("sound"));
  const full = make("button", "icon-button", icon("full"));
  const time = make("span", "player__time");
  const line = make("input", "player__line");
  line.type = "range";
  line.min = "0";
  line.step = "0.1";
  line.setAttribute("aria-label", text("video_position"));
  full.setAttribute("aria-label", text("video_full"));
  big.setAttribute("aria-label", text("video_play"));
  for (const button of [big, play, mute, full]) button.type = "button";

  const length = () => (Number.isFinite(video.duration) ? video.duration : Number(video.dataset["duration"] ?? 0));
  const tell = () => {
    const is = video.paused ? "play" : "pause";
    player.toggleAttribute("data-playing", !video.paused);
    player.toggleAttribute("data-started", video.currentTime > 0 || !video.paused);
    play.replaceChildren(icon(is));
    play.setAttribute("aria-label", text(video.paused ? "video_play" : "video_pause"));
    mute.replaceChildren(icon(video.muted ? "silent" : "sound"));
    mute.setAttribute("aria-label", text(video.muted ? "video_sound" : "video_mute"));
    line.max = String(length());
    line.value = String(video.currentTime);
    line.style.setProperty("--played", `${(video.currentTime / Math.max(length(), 0.1)) * 100}%`);
    line.setAttribute("aria-valuetext", `${clock(video.currentTime)} / ${clock(length())}`);
    time.textContent = `${clock(video.currentTime)} / ${clock(length())}`;
  };
  for (const event of ["play", "pause", "timeupdate", "durationchange", "volumechange", "ended"]) video.addEventListener(event, tell);
  video.addEventListener("waiting", () => player.setAttribute("aria-busy", "true"));
  video.addEventListener("playing", () => player.removeAttribute("aria-busy"));
  for (const button of [big, play]) button.addEventListener("click", () => toggle(video));
  video.addEventListener("click", () => toggle(video));
  mute.addEventListener("click", () => (video.muted = !video.muted));
  full.addEventListener("click", () => toggleFull(player, video));
  line.addEventListener("input", () => (video.currentTime = Number(line.value)));
  tell();

  const all = document.createDocumentFragment();
  all.append(big, make("div", "player__bar", play, line, time, mute, full));
  return all;
}

function onKey(event: KeyboardEvent, video: HTMLVideoElement, player: HTMLElement): void {
  const isButton = (event.target as Element).matches("button");
  const isLine = (event.target as Element).matches("input");
  if (event.key === " " && !isButton) toggle(video);
  else if (event.key === "ArrowLeft" && !isLine) video.currentTime -= SKIP;
  else if (event.key === "ArrowRight" && !isLine) video.currentTime += SKIP;
  else if (event.key === "m") video.muted = !video.muted;
  else if (event.key === "f") toggleFull(player, video);
  else return;
  event.preventDefault();
}

function toggle(video: HTMLVideoElement): void {
  if (video.paused) void video.play().catch(() => undefined);
  else video.pause();
}

function toggleFull(player: HTMLElement, video: HTMLVideoElement): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else if (player.requestFullscreen) void player.requestFullscreen();
  else (video as HTMLVideoElement & { webkitEnterFullscreen?: () => void }).webkitEnterFullscreen?.(); // iPhone
}
