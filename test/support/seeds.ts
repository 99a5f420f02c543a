import fc from 'fast-check';

// Where a change is judged, it is judged alike each time; everywhere else each run looks at other cases.
if (process.env.CI) fc.configureGlobal({ seed: 20_261_128 });
