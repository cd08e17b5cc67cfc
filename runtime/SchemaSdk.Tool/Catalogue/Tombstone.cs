using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>
/// Adds, changes and removes the mark of a retired model: <c>x-retired</c>, the first member of its patch. The rest of the patch is not
/// changed.
/// </summary>
internal static partial class Tombstone
{
    private const string Name = OwnKeyword.Retired;

    /// <summary>Adds <c>x-retired</c> to a patch.</summary>
    /// <param name="patch">The text of the patch; null if the model has none.</param>
    /// <param name="retirement">The retirement to write.</param>
    /// <returns>The new text; the same text if the patch already has <c>x-retired</c>; null if the patch is not a JSON object.</returns>
    internal static string? Put(string? patch, LockedRetirement retirement)
    {
        var mark = MarkOf(retirement);
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

    /// <summary>Removes <c>x-retired</c> from a patch.</summary>
    /// <returns>
    /// The new text of the patch; the same text if the patch has no <c>x-retired</c>; empty if the patch has nothing else; null if the
    /// patch is not a JSON object, or its <c>x-retired</c> does not have the form and position that <see cref="Put"/> writes.
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

    /// <summary>Replaces <c>x-retired</c> in a patch to raise the stage of the retirement.</summary>
    /// <returns>
    /// The new text of the patch; null if the patch is not a JSON object, or has no <c>x-retired</c> in the form and position that
    /// <see cref="Put"/> writes.
    /// </returns>
    internal static string? Raise(string patch, LockedRetirement retirement)
    {
        if (MembersOf(patch) is not { } members || members.Count(member => member == Name) != 1 || !Mark().IsMatch(patch))
        {
            return null;
        }

        var raised = Mark().Replace(patch, match => "\n" + MarkOf(retirement) + (match.Value[^1] == ',' ? "," : ""), 1);

        // Text that looks like x-retired can also occur elsewhere in the patch, so check that the right text was replaced.
        return StageOf(raised) == retirement.Stage ? raised : null;
    }

    private static string MarkOf(LockedRetirement retirement) =>
        $"  \"{Name}\": {{ \"since\": {JsonSerializer.Serialize(retirement.Since)}, \"stage\": \"{retirement.Stage}\" }}";

    internal static string? StageOf(string patch)
    {
        try
        {
            return (string?)JsonNode.Parse(patch)?[Name]?["stage"];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // The patch is not a valid JSON object, or the stage is not a string.
            return null;
        }
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
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The patch is not JSON or has a name that is not Unicode. The build will report the error.
            return null;
        }
    }

    [GeneratedRegex($$"""\n  "{{Name}}": \{[^{}\n]*\},?""")]
    private static partial Regex Mark();
}
