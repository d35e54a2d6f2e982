import { expect, test } from 'vitest';
import { notificationProperties, parseCallback } from './callback.ts';

test('a job is told where to tell of itself', () => {
  expect(notificationProperties('https://host/hook?key=a', { proxy: 'proxy:8080' })).toEqual({
    'oozie.wf.workflow.notification.url':
      'https://host/hook?key=a&oozie-callback=workflow&jobId=$jobId&status=$status&parentId=$parentId',
    'oozie.wf.action.notification.url':
      'https://host/hook?key=a&oozie-callback=action&jobId=$jobId&nodeName=$nodeName&status=$status',
    'oozie.coord.action.notification.url':
      'https://host/hook?key=a&oozie-callback=coordinator-action&actionId=$actionId&status=$status',
    'oozie.wf.workflow.notification.proxy': 'proxy:8080',
    'oozie.coord.action.notification.proxy': 'proxy:8080',
  });
  expect(notificationProperties(new URL('http://host'))).toMatchObject({
    'oozie.wf.action.notification.url': expect.stringMatching(/^http:\/\/host\/\?oozie-callback=action&/),
  });
});

test.each(['/hook', 'ftp://host', 'http://host/#a', 'http://user@host/', 'http://host/$status'])(
  'the URL %s is refused',
  (url) => {
    expect(() => notificationProperties(url)).toThrow(expect.objectContaining({ kind: 'invalid-request' }));
  },
);

const hook = '/hook?key=a&oozie-callback=';

test.each([
  [
    `${hook}workflow&jobId=1-W&status=RUNNING&parentId=`,
    { kind: 'workflow', jobId: '1-W', status: 'RUNNING' },
  ],
  [
    `http://host${hook}workflow&jobId=1-W&status=KILLED&parentId=2-C@7`,
    { kind: 'workflow', jobId: '1-W', status: 'KILLED', parentId: '2-C@7' },
  ],
  [
    `${hook}action&jobId=1-W&nodeName=:start:&status=S:RUNNING`,
    { kind: 'action', jobId: '1-W', nodeName: ':start:', status: 'RUNNING' },
  ],
  [
    `${hook}action&jobId=1-W&nodeName=fork&status=T:*`,
    { kind: 'action-end', jobId: '1-W', nodeName: 'fork', transition: '*' },
  ],
  [
    `${hook}action&jobId=1-W&nodeName=a&status=T:null`,
    { kind: 'action-end', jobId: '1-W', nodeName: 'a', transition: undefined },
  ],
  [
    `${hook}coordinator-action&actionId=2-C@7&status=WAITING`,
    { kind: 'coordinator-action', actionId: '2-C@7', jobId: '2-C', actionNumber: 7, status: 'WAITING' },
  ],
  [
    'http://host:11000/oozie/callback?id=1-W@a&status=SUCCEEDED',
    { kind: 'external', actionId: '1-W@a', jobId: '1-W', nodeName: 'a', status: 'SUCCEEDED' },
  ],
])('%s is read', (url, callback) => {
  expect(parseCallback(url)).toEqual(callback);
});

test.each([
  '/hook',
  '/oozie/callback?id=1-W&status=x',
  '/oozie/callback?status=x',
  `${hook}workflow&jobId=1-W`,
  `${hook}action&jobId=1-W&nodeName=a&status=OK`,
  `${hook}coordinator-action&actionId=2-C&status=WAITING`,
  `${hook}bundle&jobId=1-B&status=x`,
  'http://',
])('%s is nothing that Oozie tells', (url) => {
  expect(parseCallback(url)).toBeUndefined();
});
