/** Why the product cannot start, in one sentence that says what to do. The process ends with `exitCode`, without a stack. */

export class StartProblem extends Error {
  /** 2: the command or a setting is wrong. 1: the world around it is. */
  readonly exitCode: 1 | 2

  constructor(sentence: string, options: { exitCode?: 1 | 2; cause?: unknown } = {}) {
    super(sentence, { cause: options.cause })
    this.name = 'StartProblem'
    this.exitCode = options.exitCode ?? 1
  }
}

interface SystemError {
  code?: string
  path?: string
}

/** What the file system refused, as a sentence about `folder`; null for any other error. */
export function fileProblem(error: unknown, folder: string): StartProblem | null {
  const { code, path = folder } = (error ?? {}) as SystemError
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartProblem(
        `The disk that holds ${folder} is full: free some space, or choose another folder with ANTESALA_DATA_DIR.`,
        { cause: error },
      )
    case 'EACCES':
    case 'EPERM':
      return new StartProblem(
        `This user may not use ${path}: start as the user it belongs to, or choose another folder with ANTESALA_DATA_DIR.`,
        { cause: error },
      )
    case 'EROFS':
      return new StartProblem(
        `${folder} is on a disk that can only be read: choose another folder with ANTESALA_DATA_DIR.`,
        { cause: error },
      )
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartProblem(
        `${path} is a file where a folder is needed: move it away, or choose another folder with ANTESALA_DATA_DIR.`,
        { cause: error },
      )
    default:
      return null
  }
}
