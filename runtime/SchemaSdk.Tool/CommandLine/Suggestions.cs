using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>
/// Answers a shell that asks what can be typed at a position of a line: <c>schemasdk "[suggest:15]" "schemasdk run kl"</c>, as
/// dotnet-suggest and the scripts of <c>schemasdk completion</c> do.
/// </summary>
// System.CommandLine does this only for its RootCommand.
internal static partial class Suggestions
{
    private const int MostCharacters = 100_000;

    /// <summary>Writes the suggestions if the arguments ask for them.</summary>
    /// <returns>False for any other arguments.</returns>
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

        // PowerShell passes the line without its trailing spaces.
        var whole = line.PadRight(position);
        var word = whole[..position].Split(' ')[^1];
        foreach (var item in root.Parse(whole).GetCompletions(position).Select(item => item.InsertText ?? item.Label))
        {
            // Skips words that only contain the typed one, options unless a dash was typed, and options in the style of Windows.
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
