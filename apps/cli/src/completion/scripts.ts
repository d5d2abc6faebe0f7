export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

// Each asks `asterism complete -- WORDS` at the key: what was typed is handed on as it stands, and never evaluated.
const SCRIPTS: Record<Shell, string> = {
  bash: String.raw`# Completion of asterism for bash 3.2 and newer:
#   source <(asterism completion bash)
_asterism() {
  local line files=0
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      files=1
    else
      COMPREPLY+=("${'$'}{line%%$'\t'*}")
    fi
  done < <(asterism complete -- "${'$'}{COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  [[ $files == 1 ]] || compopt +o default 2>/dev/null
}
complete -o default -F _asterism asterism`,
  zsh: String.raw`#compdef asterism
# Completion of asterism for zsh, after compinit:
#   source <(asterism completion zsh)
_asterism() {
  local line files=0
  local -a candidates
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      files=1
    else
      candidates+=("${'$'}{${'$'}{line%%$'\t'*}//:/\\:}:${'$'}{line#*$'\t'}")
    fi
  done < <(asterism complete -- "${'$'}{(@)words[2,CURRENT]}" 2>/dev/null)
  (( ${'$'}{#candidates} )) && _describe asterism candidates
  (( files )) && _files
}
if [[ ${'$'}{funcstack[1]} == _asterism ]]; then _asterism "$@"; else compdef _asterism asterism; fi`,
  fish: String.raw`# Completion of asterism for fish:
#   asterism completion fish | source
function __asterism_candidates
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (asterism complete -- $words[2..-1] "$current" 2>/dev/null)
        if test "$line" = ':files'
            __fish_complete_path "$current"
        else
            printf '%s\n' $line
        end
    end
end
complete -c asterism -f -a '(__asterism_candidates)'`,
};

/** What a shell reads so that it completes `asterism`. */
export const completionScript = (shell: Shell): string => SCRIPTS[shell];
