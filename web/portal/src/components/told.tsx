import { useEffect, useState } from 'react';
import { whenTold } from '../lib/telling.ts';

/** What changes on the page, for those who hear it. */
export function Told() {
  const [says, setSays] = useState('');
  useEffect(() => whenTold(setSays), []);
  return (
    <p role="status" className="heard">
      {says}
    </p>
  );
}
