import { flexColor } from "./flex-values.ts";
import type { LineAction, Template, TemplateColumn } from "./line-message.ts";
import { safeMediaUrl } from "./safe-uri.ts";
import { Scroller } from "./scroller.tsx";
import { TapArea, TapButton, useTalkSetting } from "./tap.tsx";

/** LINE's ready-made forms: buttons, confirm, carousel, image carousel. */
export function LineTemplate({ template }: { template: Template }) {
  const { words } = useTalkSetting();
  switch (template.type) {
    case "buttons":
      return (
        <Column
          column={template}
          imageSize={template.imageSize}
          ratio={template.imageAspectRatio}
        />
      );
    case "confirm":
      return (
        <div className="lt-template">
          <p className="lt-template__text lt-template__text--confirm">{template.text}</p>
          <Actions actions={template.actions} isRow />
        </div>
      );
    case "carousel":
      return (
        <Scroller className="lt-carousel" label={words.carousel}>
          {template.columns?.map((column, index) => (
            <li key={index} className="lt-carousel__item">
              <Column
                column={column}
                imageSize={template.imageSize}
                ratio={template.imageAspectRatio}
              />
            </li>
          ))}
        </Scroller>
      );
    case "image_carousel":
      return (
        <Scroller className="lt-carousel" label={words.carousel}>
          {template.columns?.map((column, index) => (
            <li key={index} className="lt-carousel__item lt-image-column">
              <Thumbnail url={column.imageUrl} />
              {column.action?.label && (
                <span className="lt-image-column__label">{column.action.label}</span>
              )}
              <TapArea action={column.action} />
            </li>
          ))}
        </Scroller>
      );
    default:
      return <p className="lt-unsupported">{words.unsupported}</p>;
  }
}

function Column({
  column,
  imageSize,
  ratio,
}: {
  column: TemplateColumn;
  imageSize: string | undefined;
  ratio: string | undefined;
}) {
  const { thumbnailImageUrl, imageBackgroundColor, title, text, defaultAction, actions } = column;
  return (
    <div className="lt-template">
      <div className="lt-template__content">
        {thumbnailImageUrl && (
          <div
            className={`lt-template__image${ratio === "square" ? " lt-template__image--square" : ""}`}
            style={{ backgroundColor: flexColor(imageBackgroundColor) }}
          >
            <Thumbnail url={thumbnailImageUrl} isWhole={imageSize === "contain"} />
          </div>
        )}
        {title && <p className="lt-template__title">{title}</p>}
        <p className="lt-template__text">{text}</p>
        <TapArea action={defaultAction} name={title ?? text} />
      </div>
      <Actions actions={actions} />
    </div>
  );
}

function Thumbnail({ url, isWhole = false }: { url: string | undefined; isWhole?: boolean }) {
  const src = safeMediaUrl(url);
  return src ? <img src={src} alt="" className={isWhole ? "lt-fit" : "lt-cover"} /> : null;
}

function Actions({
  actions = [],
  isRow = false,
}: {
  actions: LineAction[] | undefined;
  isRow?: boolean;
}) {
  return (
    <div className={`lt-template__actions${isRow ? " lt-template__actions--row" : ""}`}>
      {actions.map((action, index) => (
        <TapButton key={index} action={action} className="lt-template__action">
          {action.label}
        </TapButton>
      ))}
    </div>
  );
}
