using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using SchemaSdk.Tool.CommandLine.Hosting;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>
/// Answers a shell that asks for what can stand at a place of a line: <c>schemasdk "[suggest:15]" "schemasdk run kl"</c>, as
/// dotnet-suggest and the scripts of <c>schemasdk completion</c> do.
/// </summary>
// System.CommandLine has this for its RootCommand alone.
internal static partial class Suggestions
{
    private const int MostCharacters = 100_000;

    /// <summary>Answers if the arguments ask.</summary>
    /// <returns>False for any other arguments.</returns>
    internal static bool Tell(Command root, IReadOnlyList<string> args, ToolHost host)
    {
        if (args.Count == 0 || Directive().Match(args[0]) is not { Success: true } asked)
        {
            return false;
        }

        var line = args.Count > 1 ? args[1] : "";
        var position = asked.Groups[1].Success
            && int.TryParse(asked.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var typed)
            && typed <= MostCharacters ? typed : line.Length;

        // PowerShell gives the line without the spaces at its end.
        var whole = line.PadRight(position);
        var word = whole[..position].Split(' ')[^1];
        foreach (var item in root.Parse(whole).GetCompletions(position).Select(item => item.InsertText ?? item.Label))
        {
            // Also found are words that have it in their middle. Options are for who has typed the dash, and those of Windows for nobody.
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
