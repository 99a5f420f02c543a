import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../../support/call.ts';
import { aShippedTemplate } from '../../../support/work.ts';

/** Who works at the demo firm, and some of its clients, with the templates of their recurring work. */
export async function theFirm(wrap?: Parameters<typeof aFirm>[0]) {
  const firm = await aFirm(wrap);
  const { call } = firm.admin;
  const someone = async (name: string, role: 'manager' | 'member') => {
    const mail = `${name.split(' ')[0]!.toLowerCase().replace('á', 'a')}@larkfieldrowe.example`;
    return (await firm.member(role, { name, mail })).id;
  };
  const team = {
    marcus: await someone('Marcus Bell', 'manager'),
    priya: await someone('Priya Nair', 'member'),
    tomas: await someone('Tomás Herrera', 'member'),
    grace: await someone('Grace Okafor', 'member'),
  };
  const clients: Record<string, string> = {};
  for (const [number, name, lead] of [
    ['1001', 'Copperline Hospitality Group, LLC', team.priya],
    ['1002', 'Juniper Street Dental, P.C.', team.tomas],
    ['1003', 'Bright Gable Roofing, Inc.', team.grace],
    ['1007', 'Quarry Road Brewing Company', team.priya],
    ['1008', 'Prairie Lantern Montessori School', team.grace],
  ] as const) {
    const roles = [{ role: 'lead', memberId: lead }];
    const registrations = [
      { authority: 'Colorado', tax: 'sales', frequency: 'monthly' },
      { authority: 'IRS', tax: 'payroll', frequency: 'semi-weekly' },
    ];
    const body = { name, number, responsible: firm.admin.id, manager: team.marcus, roles, registrations };
    clients[number] = (await aClient(call, body)).id;
  }
  const templates = {
    close: await aShippedTemplate(firm, 'monthly-close'),
    payroll: await aShippedTemplate(firm, 'payroll-run'),
    sales: await aShippedTemplate(firm, 'sales-tax'),
  };
  await firm.projected();
  return { firm, call, team, clients, templates };
}

export type TheFirm = Awaited<ReturnType<typeof theFirm>>;

export const recordsOf = ({ memory }: Pick<FirmUnderTest, 'memory'>, entity: string): Answer[] =>
  memory.all().filter((item) => item.entity === entity);
