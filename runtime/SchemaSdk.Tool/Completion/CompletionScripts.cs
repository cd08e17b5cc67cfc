namespace SchemaSdk.Tool.Completion;

/// <summary>
/// The completion script for each shell. The script asks the tool for the completions at the cursor, and leaves file names to the shell.
/// The shell never evaluates a completion, because a folder name may contain a command.
/// </summary>
internal static class CompletionScripts
{
    internal static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
        ["powershell"] = PowerShell,
    };

    // Avoids compgen -W, which would run a $(command) in a name. Bash replaces only the part of a word after its last '=' or ':'.
    private const string Bash =
        """
        # In ~/.bashrc: eval "$(schemasdk completion bash)"
        _schemasdk_complete() {
            local line="${COMP_LINE:0:COMP_POINT}" candidate mark
            local word="${line##*[[:space:]]}"
            local rest="$word"
            for mark in '=' ':'; do
                [[ "$COMP_WORDBREAKS" == *"$mark"* ]] && rest="${rest##*"$mark"}"
            done
            local before="${word%"$rest"}"
            COMPREPLY=()
            while IFS= read -r candidate; do
                if [[ "$candidate" == "$word"* ]]; then
                    COMPREPLY+=("$(printf '%q' "${candidate#"$before"}")")
                fi
            done < <(schemasdk "[suggest:${#line}]" "$line" 2>/dev/null)
            if [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" == *= ]] && type compopt >/dev/null 2>&1; then
                compopt -o nospace 2>/dev/null
            fi
        }
        complete -o default -F _schemasdk_complete schemasdk

        """;

    private const string Zsh =
        """
        # In ~/.zshrc, below compinit: source <(schemasdk completion zsh)
        _schemasdk() {
            local -a candidates whole open
            local candidate
            candidates=("${(@f)$(schemasdk "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            for candidate in "${candidates[@]}"; do
                [[ -z "$candidate" ]] && continue
                if [[ "$candidate" == *= ]]; then open+=("$candidate"); else whole+=("$candidate"); fi
            done
            (( ${#whole} )) && compadd -- "${whole[@]}"
            (( ${#open} )) && compadd -S '' -- "${open[@]}"
            (( ${#whole} + ${#open} )) || _files
        }
        compdef _schemasdk schemasdk

        """;

    private const string Fish =
        """
        # In ~/.config/fish/completions/schemasdk.fish: schemasdk completion fish | source
        function __schemasdk_complete
            set -l line (commandline -cp)
            schemasdk "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c schemasdk -a '(__schemasdk_complete)'

        """;

    private const string PowerShell =
        """
        # In $PROFILE: schemasdk completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName schemasdk -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $length = $cursorPosition - $commandAst.Extent.StartOffset
            schemasdk "[suggest:$length]" $commandAst.ToString() 2>$null |
                Where-Object { $_.StartsWith($wordToComplete, [StringComparison]::Ordinal) } |
                ForEach-Object {
                    $text = if ($_ -match '^[\w./:=-]+$') { $_ } else { "'" + $_.Replace("'", "''") + "'" }
                    [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
                }
        }

        """;
}
