using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Tool.SchemaFolders.Locking;

namespace SchemaSdk.Tool.Catalogue;

/// <summary>The mark of a retired model: <c>x-retired</c>, the first member of its patch. The rest of the patch is not changed.</summary>
internal static partial class Tombstone
{
    private const string Name = OwnKeyword.Retired;

    /// <param name="patch">The text of the patch; null for a model without one.</param>
    /// <param name="retirement">The retirement to write.</param>
    /// <returns>The text with the mark; the same text if it is already marked; null if the patch is not a JSON object.</returns>
    internal static string? Put(string? patch, Retirement retirement)
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

    /// <param name="patch">The text of the patch.</param>
    /// <returns>
    /// The text without the mark; the same text if it has no mark; empty if it has nothing else; null if the patch is not a JSON object, or
    /// if the mark does not have the form and place that <see cref="Put"/> gives it.
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

    /// <param name="patch">The text of the patch.</param>
    /// <param name="retirement">The new stage.</param>
    /// <returns>
    /// The text with the mark of that stage; null if the patch is not a JSON object, or if it has no mark of the form and place that
    /// <see cref="Put"/> gives it.
    /// </returns>
    internal static string? Raise(string patch, Retirement retirement)
    {
        if (MembersOf(patch) is not { } members || members.Count(member => member == Name) != 1 || !Mark().IsMatch(patch))
        {
            return null;
        }

        var raised = Mark().Replace(patch, match => "\n" + MarkOf(retirement) + (match.Value[^1] == ',' ? "," : ""), 1);

        // Text that looks like the mark may occur elsewhere in the patch.
        return StageOf(raised) == retirement.Stage ? raised : null;
    }

    private static string MarkOf(Retirement retirement) =>
        $"  \"{Name}\": {{ \"since\": {JsonSerializer.Serialize(retirement.Since)}, \"stage\": \"{retirement.Stage}\" }}";

    /// <summary>Returns the stage that a patch names; null if it names none.</summary>
    internal static string? StageOf(string patch)
    {
        try
        {
            return (string?)JsonNode.Parse(patch)?[Name]?["stage"];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON, not an object, a duplicate member, or not a string: there is no stage.
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
        catch (JsonException)
        {
            // A build reports what is wrong. A patch that cannot be read is not changed.
            return null;
        }
    }

    [GeneratedRegex($$"""\n  "{{Name}}": \{[^{}\n]*\},?""")]
    private static partial Regex Mark();
}
