using System.Text.Json;
using System.Text.RegularExpressions;
using SchemaSdk.Tool.Locking;

namespace SchemaSdk.Tool.Taking;

/// <summary>The mark of a model that is gone: <c>x-retired</c>, the first member of its patch. The rest stays as it is.</summary>
internal static partial class Tombstone
{
    /// <param name="patch">The text of the patch; null if there is none.</param>
    /// <param name="retirement">How the model is being retired.</param>
    /// <returns>The text with the mark; null if the patch is no JSON object, or has one already.</returns>
    internal static string? Put(string? patch, Retirement retirement)
    {
        var mark = $"  \"x-retired\": {{ \"since\": \"{retirement.Since}\", \"stage\": \"{retirement.Stage}\" }}";
        if (patch is null)
        {
            return $"{{\n{mark}\n}}\n";
        }

        if (MembersOf(patch) is not { } members || members.Contains("x-retired"))
        {
            return null;
        }

        var start = patch.IndexOf('{', StringComparison.Ordinal) + 1;
        return patch[..start] + "\n" + mark + (members.Count == 0 ? "\n" : ",") + patch[start..];
    }

    /// <param name="patch">A text that may have the mark.</param>
    /// <returns>The text without it, empty if nothing is left; null if it has none in the form in which it is put.</returns>
    internal static string? Take(string patch)
    {
        var rest = Mark().Replace(patch, "", 1);
        return rest.Length == patch.Length || MembersOf(rest) is not { } members ? null
            : members.Count == 0 ? ""
            : rest;
    }

    private static List<string>? MembersOf(string patch)
    {
        try
        {
            using var document = JsonDocument.Parse(patch);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Select(static member => member.Name)]
                : null;
        }
        catch (JsonException)
        {
            // A build tells what is wrong with it. Nothing is written into a text that cannot be read.
            return null;
        }
    }

    [GeneratedRegex("""\n  "x-retired": \{[^{}\n]*\},?""")]
    private static partial Regex Mark();
}
