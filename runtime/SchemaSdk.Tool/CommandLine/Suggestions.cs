using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>
/// Answers requests for completions from dotnet-suggest and from the scripts of <c>schemasdk completion</c>. An example of a request is
/// <c>schemasdk "[suggest:15]" "schemasdk run kl"</c>.
/// </summary>
// System.CommandLine answers a request for completions only in a RootCommand, which this tool does not use.
internal static partial class Suggestions
{
    private const int MostCharacters = 100_000;

    /// <summary>Writes the completions that a shell asked for. Returns false if the arguments do not ask for completions.</summary>
    internal static bool TryWrite(Command root, IReadOnlyList<string> args, ToolHost host)
    {
        if (args.Count == 0 || Directive().Match(args[0]) is not { Success: true } asked)
        {
            return false;
        }

        var line = args.Count > 1 ? args[1] : "";
        var position = asked.Groups[1].Success
            && int.TryParse(asked.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var typed)
            && typed <= MostCharacters ? typed : line.Length;

        // PowerShell omits the trailing spaces of the line, so add them again.
        var whole = line.PadRight(position);
        var word = whole[..position].Split(' ')[^1];
        foreach (var item in root.Parse(whole).GetCompletions(position).Select(item => item.InsertText ?? item.Label))
        {
            // Skips options in the Windows style, such as /?. Offers other options only after a dash.
            if (item.StartsWith(word, StringComparison.Ordinal) && item[0] != '/' && (item[0] != '-' || word.Length > 0))
            {
                host.Console.Output.Write($"{item}\n");
            }
        }

        return true;
    }

    [GeneratedRegex(@"^\[suggest(?::([0-9]+))?\]$", RegexOptions.CultureInvariant)]
    private static partial Regex Directive();
}
