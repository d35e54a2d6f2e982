/**
 * An XML document as it was written. The text is the truth; the tree says which part of it is what. The nodes of
 * a document own every character of it exactly once: `children` tile the text (behind a byte order mark), and an
 * element is its start tag, its children and its end tag, without gaps. So printing is the text itself, and an
 * edit is a change of the text ({@link TextChange}), after which the text is read again.
 *
 * A tree is a value: it never changes. Offsets count UTF-16 code units.
 */
export interface XmlTree {
  readonly text: string;
  /** 1 when the text begins with a byte order mark, else 0: where `children` begin. */
  readonly start: number;
  readonly children: readonly XmlNode[];
  /** The first element; the only one, if the document is well-formed. */
  readonly root: XmlElement | undefined;
  readonly limits: XmlLimits;
}

/** What is refused rather than read, so that a hostile document costs a bounded time and memory. */
export interface XmlLimits {
  /** Characters of the document. A longer one is kept as a single `junk` node. */
  readonly length: number;
  /**
   * Elements within each other. What is deeper is kept as a `junk` node. The models are read by functions that call
   * themselves, so that thousands are too many.
   */
  readonly depth: number;
  /** Diagnostics given for one document. */
  readonly diagnostics: number;
}

export type XmlNode =
  | XmlElement
  | XmlText
  | XmlCdata
  | XmlComment
  | XmlInstruction
  | XmlDoctype
  | XmlDeclaration
  | XmlJunk;

interface XmlNodeBase {
  readonly start: number;
  readonly end: number;
  /** The element around it, if any. */
  readonly parent: XmlElement | undefined;
}

export interface XmlElement extends XmlNodeBase {
  readonly kind: 'element';
  /** As written, with its prefix: `sla:info`. */
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  /** `''` without a namespace, `undefined` when the prefix is not declared. */
  readonly namespace: string | undefined;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  /** Behind the `>` of the start tag: where children begin. */
  readonly startTagEnd: number;
  /** At the `</` of the end tag: where children end. The same as `end` when there is no end tag. */
  readonly endTagStart: number;
  /** `empty` is `<a/>`. `unclosed`: its end tag is missing. */
  readonly form: 'tags' | 'empty' | 'unclosed';
}

export interface XmlAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  /** `''` for attributes without a prefix: they have no namespace, whatever their element's is. */
  readonly namespace: string | undefined;
  /** With references resolved and white space normalized. */
  readonly value: string;
  /** Where its name begins. */
  readonly start: number;
  /** The value as written, without its quotes. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Behind the closing quote. */
  readonly end: number;
  /** `''` when the value is missing or not quoted, which is an error. */
  readonly quote: '"' | "'" | '';
}

export interface XmlText extends XmlNodeBase {
  readonly kind: 'text';
  /** With references resolved and line ends as `\n`. */
  readonly value: string;
}

export interface XmlCdata extends XmlNodeBase {
  readonly kind: 'cdata';
  readonly value: string;
}

export interface XmlComment extends XmlNodeBase {
  readonly kind: 'comment';
  readonly value: string;
}

/** `<?target data?>` */
export interface XmlInstruction extends XmlNodeBase {
  readonly kind: 'instruction';
  readonly target: string;
  readonly data: string;
}

/** Kept whole and never looked into: nothing is loaded and no entity is expanded. Oozie refuses it. */
export interface XmlDoctype extends XmlNodeBase {
  readonly kind: 'doctype';
}

/** `<?xml version="1.0" encoding="UTF-8"?>` */
export interface XmlDeclaration extends XmlNodeBase {
  readonly kind: 'declaration';
  readonly version: string | undefined;
  readonly encoding: string | undefined;
  readonly standalone: string | undefined;
}

/** What is no XML: an end tag that ends nothing, or what a limit left unread. */
export interface XmlJunk extends XmlNodeBase {
  readonly kind: 'junk';
}

/** Enough for anything that Oozie takes, little enough that readers may recurse over the tree. */
export const defaultXmlLimits: XmlLimits = { length: 10_000_000, depth: 1000, diagnostics: 200 };
