/** Fields of a `<property>`, and the properties that a real Oozie reads from them. */
export const asOozieReads: readonly (readonly [fields: string, properties: Record<string, string>])[] = [
  ['<name>a</name><value>a<![CDATA[b]]>c</value>', { a: 'a' }],
  ['<name>a</name><value><![CDATA[b]]>c</value>', { a: 'b' }],
  ['<name>a</name><value><![CDATA[]]>c</value>', { a: 'c' }],
  ['<name>a</name><value>a<!-- x -->b</value>', { a: 'ab' }],
  ['<name>a</name><value><!-- x -->b</value>', { a: 'b' }],
  ['<name>a</name><value>a<?pi x?>b</value>', { a: 'a' }],
  ['<name>a</name><value>a<b/>c</value>', { a: 'a' }],
  ['<name>a</name><value>&lt;a&amp;b&#65;c</value>', { a: '<a&bAc' }],
  ['<name>a</name><value><!-- c --></value>', {}],
  ['<name>a</name><value></value>', {}],
  ['<name>a</name>', {}],
  ['<value>v</value>', {}],
  ['<name/><value>v</value>', {}],
  ['<name>  </name><value>v</value>', {}],
  ['<name>\n n m </name><value>v</value>', { 'n m': 'v' }],
  ['<name><![CDATA[ n ]]>x</name><value>v</value>', { n: 'v' }],
  ['<name>a</name><name>b</name><value>1</value><value>2</value>', { b: '2' }],
  ['<name>a</name><value>1</value><value/>', { a: '1' }],
  ['<name>a</name><value>b</value><final>true</final><description>x<y/></description>', { a: 'b' }],
];

/** `${name}` */
const ref = (name: string) => `\${${name}}`;

/** Properties, and what becomes of `a`. */
export const asOozieResolves: readonly (readonly [
  what: string,
  properties: Record<string, string>,
  a: string,
])[] = [
  ['a name', { a: `x${ref('b')}y`, b: '1' }, 'x1y'],
  ['a name in a value', { a: ref('b'), b: ref('c'), c: '1' }, '1'],
  ['a name that is put together', { a: `\${b${ref('c')}}`, bx: '1', c: 'x' }, '1'],
  ['a name after a dollar sign', { a: `$${ref('b')}`, b: '1' }, '$1'],
  ['a name with a line feed around it', { a: ref('b\n'), b: '1' }, '1'],
  ['an old name of Hadoop', { a: ref('mapred.job.name'), 'mapreduce.job.name': '1' }, '1'],
  [
    'nothing after a name that has no value',
    { a: `${ref('b')}${ref('c')}${ref('b')}`, b: '1' },
    `1${ref('c')}${ref('b')}`,
  ],
  ['no name with a space', { a: ref(' b '), b: '1' }, ref(' b ')],
  ['no empty name', { a: `$${'{}'}`, '': '1' }, `$${'{}'}`],
  ['no expression', { a: `${ref('wf:id()')}` }, ref('wf:id()')],
  ['19 names', { a: ref('b').repeat(19), b: '1' }, '1'.repeat(19)],
];

/** Properties whose `a` a real Oozie fails on. */
export const beyondOozie: readonly (readonly [what: string, properties: Record<string, string>])[] = [
  ['20 names', { a: ref('b').repeat(20), b: '1' }],
  ['itself', { a: ref('a') }],
  ['what refers to it', { a: ref('b'), b: ref('a') }],
];
