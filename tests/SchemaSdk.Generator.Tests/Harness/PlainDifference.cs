using System.Text.RegularExpressions;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>
/// Writes how generated code differs from the plain model's. Before each change, a line with <c>@@</c> repeats the last unchanged line
/// that contains a letter. For a file that exists on only one side, writes only the name. Leaves out the hashes in names of classes, which
/// differ in each case.
/// </summary>
internal static class PlainDifference
{
    public static string Of(IReadOnlyDictionary<string, string> plain, IReadOnlyDictionary<string, string> generated) =>
        string.Concat(plain.Keys.Union(generated.Keys).Order(StringComparer.Ordinal).Select(
            name => !generated.TryGetValue(name, out var now) ? $"--- {name}\n"
                : !plain.TryGetValue(name, out var before) ? $"+++ {name}\n"
                : Of(name, before, now)));

    private static string Of(string name, string plain, string generated)
    {
        var text = new StringBuilder();
        var above = "";
        var changing = false;
        foreach (var line in InlineDiffBuilder.Diff(Unhashed(plain), Unhashed(generated), ignoreWhiteSpace: false).Lines)
        {
            if (line.Type == ChangeType.Unchanged)
            {
                above = line.Text.Any(char.IsLetter) ? line.Text.Trim() : above;
                changing = false;
                continue;
            }

            text.Append(changing ? "" : $"@@ {above}\n").Append(line.Type == ChangeType.Deleted ? '-' : '+').Append(line.Text).Append('\n');
            changing = true;
        }

        return text.Length == 0 ? "" : $"=== {name}\n{text}";
    }

    private static string Unhashed(string code) => Regex.Replace(code, @"\b(wire|AllModels)_[0-9a-f]{8}\b", "$1");
}
