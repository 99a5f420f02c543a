import type { DatabaseSync } from 'node:sqlite';
import type {
  AdminAddUserToGroupRequest,
  AdminListGroupsForUserRequest,
  CreateGroupRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../aws-api.ts';
import { notFound, required } from './errors.ts';
import type { Parts } from './parts.ts';

type Group = { GroupName: string; UserPoolId: string; Description?: string; Precedence?: number };

export function groupOperations({ store, pools, users }: Parts & { store: DatabaseSync }) {
  store.exec('CREATE TABLE IF NOT EXISTS pool_groups(pool TEXT, name TEXT, record TEXT, PRIMARY KEY(pool, name))');
  const byName = store.prepare('SELECT record FROM pool_groups WHERE pool=? AND name=?');
  const insert = store.prepare('INSERT INTO pool_groups VALUES(?,?,?)');
  const find = (pool: string, name: string) => {
    const row = byName.get(pool, name) as { record: string } | undefined;
    return row && (JSON.parse(row.record) as Group);
  };
  function member(request: AdminAddUserToGroupRequest) {
    const pool = pools.get(request.UserPoolId);
    const user = users.need(pool, request.Username);
    const group = required(request.GroupName, 'GroupName');
    if (!find(pool.id, group)) throw notFound('Group not found.');
    return { pool, user, group, others: user.groups.filter((name) => name !== group) };
  }
  return {
    CreateGroup(request: CreateGroupRequest) {
      const pool = pools.get(request.UserPoolId);
      const name = required(request.GroupName, 'GroupName');
      if (find(pool.id, name))
        throw new AwsError('GroupExistsException', 'A group with the name already exists in this user pool.');
      const { Description, Precedence } = request;
      const Group: Group = { GroupName: name, UserPoolId: pool.id, Description, Precedence };
      insert.run(pool.id, name, JSON.stringify(Group));
      return { Group };
    },
    AdminAddUserToGroup(request: AdminAddUserToGroupRequest) {
      const { pool, user, group, others } = member(request);
      users.change(pool, user, { groups: [...others, group] });
    },
    AdminRemoveUserFromGroup(request: AdminAddUserToGroupRequest) {
      const { pool, user, others } = member(request);
      users.change(pool, user, { groups: others });
    },
    AdminListGroupsForUser(request: AdminListGroupsForUserRequest) {
      const pool = pools.get(request.UserPoolId);
      return { Groups: users.need(pool, request.Username).groups.map((name) => find(pool.id, name)) };
    },
  };
}
