import { type ChangeEvent, type DragEvent, useState } from 'react';

type Props = {
  label: string;
  /** As an input of the browser takes them; every file where none are given. */
  accept?: string | undefined;
  /** The id of what says what the files are for. */
  describedBy?: string;
  isSmall?: boolean;
  onFiles: (files: readonly File[]) => void;
};

/** Files are chosen, taken by the camera or dropped here, several at once. */
export function Chooser({ label, accept, describedBy, isSmall = false, onFiles }: Props) {
  const [isOver, setOver] = useState(false);
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(currentTarget.files ?? [])]);
    currentTarget.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <label
      className={['chooser', isOver && 'over', isSmall && 'small'].filter(Boolean).join(' ')}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {label}
      <input
        type="file"
        multiple
        {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
        {...(accept !== undefined && { accept })}
        onChange={choose}
      />
    </label>
  );
}
