using System.Text.Json;
using System.Text.RegularExpressions;
using SchemaSdk.Tool.Locking;

namespace SchemaSdk.Tool.Taking;

/// <summary>The mark of a model that is gone: <c>x-retired</c>, the first member of its patch. The rest stays as it is.</summary>
internal static partial class Tombstone
{
    private const string Name = "x-retired";

    /// <param name="patch">The text of the patch; null for a model without one.</param>
    /// <param name="retirement">How the model is being retired.</param>
    /// <returns>The text with the mark, which is the same text if it has one already; null if the patch is no JSON object.</returns>
    internal static string? Put(string? patch, Retirement retirement)
    {
        var mark = $"  \"{Name}\": {{ \"since\": \"{retirement.Since}\", \"stage\": \"{retirement.Stage}\" }}";
        if (patch is null)
        {
            return $"{{\n{mark}\n}}\n";
        }

        if (MembersOf(patch) is not { } members)
        {
            return null;
        }

        if (members.Contains(Name))
        {
            return patch;
        }

        var start = patch.IndexOf('{', StringComparison.Ordinal) + 1;
        return patch[..start] + "\n" + mark + (members.Count == 0 ? "\n" : ",") + patch[start..];
    }

    /// <param name="patch">The text of the patch.</param>
    /// <returns>
    /// The text without the mark, which is the same text if it has none, and empty if nothing else is in it; null if the patch is no JSON
    /// object, or if the mark has not the form and place in which it is put.
    /// </returns>
    internal static string? Take(string patch)
    {
        if (MembersOf(patch) is not { } before)
        {
            return null;
        }

        if (!before.Contains(Name))
        {
            return patch;
        }

        var rest = Mark().Replace(patch, "", 1);
        return MembersOf(rest) is not { } members || members.Contains(Name) ? null
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
