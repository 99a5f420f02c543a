import type { Columns } from './target.ts';

/**
 * Reports > Customer Contact List > Export to CSV. The company's name, the report's title and an empty line stand above
 * the headings, the time of the export below. Headings as exported in 2026 ("Customer full name", "Bill address",
 * "Ship address") and before ("Customer", "Billing Address", "Shipping Address"); "Company", "Created on" and others are
 * added by customizing the report.
 */
export const quickBooksContactList: Columns = {
  'customer full name': 'client.name',
  customer: 'client.name',
  'phone numbers': 'client.phone',
  'full name': 'contact.name',
  email: 'contact.mail',
  'bill address': 'client.address',
  'billing address': 'client.address',
  'ship address': 'ignore',
  'shipping address': 'ignore',
  company: 'ignore',
  'company name': 'ignore',
  'first name': 'contact.first',
  'last name': 'contact.last',
  phone: 'client.phone',
  website: 'client.website',
  'customer type': 'client.tags',
  'created on': 'ignore',
  'created by': 'ignore',
  'last modified': 'ignore',
  'last modified by': 'ignore',
  terms: 'ignore',
  note: 'ignore',
  taxable: 'ignore',
  'delivery method': 'ignore',
  'preferred payment method': 'ignore',
};

/**
 * Sales > Customers > Export to Excel, saved as CSV: the list as it stands on the page. The same headings are those of
 * QuickBooks' own sample file for importing customers.
 */
export const quickBooksCustomers: Columns = {
  name: 'client.name',
  'company name': 'ignore',
  'street address': 'client.street',
  city: 'client.city',
  state: 'client.state',
  country: 'client.country',
  zip: 'client.zip',
  phone: 'client.phone',
  email: 'contact.mail',
  'customer type': 'client.tags',
  attachments: 'ignore',
  'open balance': 'ignore',
  notes: 'ignore',
};
