/** Every due rule of the templates that the product ships, as it is written there. */
export const shippedRules = `
accepted.done +10 bizday
accepted.done +90 day
consult.done +0 day
deadline +5 bizday
deadline -10 bizday
deadline -11 bizday
deadline -13 bizday
deadline -14 bizday
deadline -14 day
deadline -15 bizday
deadline -18 bizday
deadline -2 bizday
deadline -20 bizday
deadline -22 bizday
deadline -25 day
deadline -3 bizday
deadline -33 day
deadline -35 day
deadline -4 bizday
deadline -40 day
deadline -5 bizday
deadline -7 bizday
deadline -8 bizday
deadline -9 bizday
deadline(us-payroll-deposit)
engagement.contractEnd
findings.due +2 bizday
findings.due +5 bizday
job.start
job.start +1 bizday
job.start +10 bizday
job.start +11 week
job.start +12 week
job.start +2 bizday
job.start +2 week
job.start +3 bizday
job.start +30 day
job.start +35 day
job.start +4 week
job.start +5 bizday
job.start +5 week
job.start +6 week
job.start +9 week
kickoff.done +7 bizday
letter.signed +1 bizday
letter.signed +10 bizday
letter.signed +12 bizday
letter.signed +15 bizday
letter.signed +3 bizday
letter.signed +5 bizday
letter.signed +7 bizday
limitation.done +1 bizday
meeting.date
open.done +1 bizday
open.done +2 bizday
open.done +7 bizday
payDate +1 bizday
payDate +3 bizday
payDate -2 bizday(us-banking)
payDate -3 bizday(us-banking)
payDate -4 bizday(us-banking)
payDate -5 bizday(us-banking)
period.end
period.end +1 bizday
period.end +1 day roll following
period.end +10 bizday
period.end +12 bizday
period.end +13 bizday
period.end +15 bizday
period.end +2 bizday
period.end +3 bizday
period.end +4 bizday
period.end +5 bizday
period.end +6 bizday
period.end +7 bizday
period.end +8 bizday
period.end +9 bizday
period.start
period.start +3 bizday
period.start +4 bizday
period.start roll following
plan.due +2 bizday
present.done +5 bizday
request.intake.done +1 bizday
request.sent +3 bizday
request.sent +4 bizday
request.sent +5 bizday
today
week.friday
`
  .trim()
  .split('\n');
