import { texts } from "../texts"

/** How to film, as a picture and in words. */
export function FilmGuide(props: { open: boolean }) {
  const t = texts.drop
  return (
    <details class="guide" open={props.open}>
      <summary>{t.guide}</summary>
      <div class="row">
        <svg viewBox="0 0 420 162" role="img" aria-label={t.guideAlt} class="guide-picture">
          <g class="ink">
            <path d="M20 132h380" />
            <path d="M240 124h140M248 132l4-8M372 132l-4-8" />
            <path d="M366 124V62h-22" />
            <circle cx="303" cy="30" r="8" />
            <path d="M301 38l-7 36M294 74l18 18-3 30 10 2M294 74l-14 20-22 6M299 48l15 12 8-8M299 48l-16 12-2 12" />
            <path d="M60 132V80M60 132l-12 0M60 132l12 0M60 100l-12 32M60 100l12 32" />
            <rect x="53" y="60" width="14" height="24" rx="2" />
          </g>
          <g class="sight">
            <path d="M68 72L380 10M68 72L380 134" />
            <path d="M68 72H294" />
          </g>
          <g class="measure">
            <path d="M68 142H294M68 138v8M294 138v8" />
          </g>
          <text x="164" y="159">
            3–5 m
          </text>
          <text x="14" y="56">
            hip height
          </text>
        </svg>
        <ul>
          {t.guidePoints.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </div>
    </details>
  )
}
