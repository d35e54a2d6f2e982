/** What a shell runs to complete `howdah`: it asks the program itself, which knows its commands and the recent jobs. */
export const completionScripts = {
  bash: `# bash completion for howdah. Put this into ~/.bashrc:  source <(howdah completion bash)
_howdah() {
  local line value description
  COMPREPLY=()
  while IFS=$'\\t' read -r value description; do
    if [[ $value == ":files" ]]; then
      compopt -o default 2>/dev/null
      COMPREPLY=()
      return
    fi
    COMPREPLY+=("$value")
  done < <(howdah __complete bash "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}
# Older ones than bash 4.4 know no nosort.
complete -o nosort -F _howdah howdah 2>/dev/null || complete -F _howdah howdah
`,
  zsh: `#compdef howdah
# zsh completion for howdah. Put this into ~/.zshrc, after compinit:  source <(howdah completion zsh)
_howdah() {
  local line value description
  local -a found
  while IFS= read -r line; do
    if [[ $line == ":files" ]]; then
      _files
      return
    fi
    value=\${line%%$'\\t'*}
    description=\${line#*$'\\t'}
    found+=("\${value//:/\\\\:}\${description:+:$description}")
  done < <(howdah __complete words "\${(@Q)words[1,CURRENT]}" 2>/dev/null)
  (( \${#found} )) && _describe -V howdah found
}
if [[ $funcstack[1] == _howdah ]]; then
  _howdah "$@"
else
  compdef _howdah howdah
fi
`,
  fish: `# fish completion for howdah. Put this into ~/.config/fish/config.fish:  howdah completion fish | source
function __howdah_complete
    set -l found (howdah __complete words (commandline -opc) (commandline -ct) 2>/dev/null)
    if test "$found" = ":files"
        __fish_complete_path (commandline -ct)
    else
        printf '%s\\n' $found
    end
end
complete -c howdah -f -k -a '(__howdah_complete)'
`,
} as const;

export type Shell = keyof typeof completionScripts;
