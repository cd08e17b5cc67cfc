using System.Globalization;
using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.Diff.Comparing;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Diff;

/// <summary>Creates the report of a comparison.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
/// <param name="released">The version of the older side; null if it was not given.</param>
internal sealed class DiffReport(ToolHost host, ReleaseVersion? released)
{
    /// <param name="folders">The changes of each folder.</param>
    /// <param name="unknown">Why it is unknown which folders were removed; null if it is known.</param>
    internal Report Make(IReadOnlyList<FolderChanges> folders, string? unknown)
    {
        var changes = folders.SelectMany(static folder => folder.Changes).ToList();
        var numbers = NumbersOf(changes);
        var bump = BumpOf(changes);
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{numbers[Severity.Breaking]} breaking, {numbers[Severity.Unknown]} unknown, {numbers[Severity.Reading]} reading, "
            + $"{numbers[Severity.Feature]} feature and {numbers[Severity.Patch]} patch changes");
        var facts = new JsonObject { ["bump"] = WordOf(bump) };
        if (released is not null)
        {
            facts["nextVersion"] = released.Next(bump).ToString();
        }

        Count(numbers, facts);
        if (folders.Count > 1)
        {
            facts["folders"] = new JsonObject(folders.Select(folder => KeyValuePair.Create<string, JsonNode?>(
                Path.GetRelativePath(host.Folder, folder.New.Folder).Replace('\\', '/'),
                Count(NumbersOf(folder.Changes), new JsonObject { ["bump"] = WordOf(BumpOf(folder.Changes)) }))));
        }

        return new Report(
            "diff",
            $"Schemas: {folders[0].Old.Typed} to {string.Join(", ", folders.Select(static folder => folder.New.Typed))}",
            [
                .. folders.SelectMany(folder => folder.Changes.Select(change => (folder, change)))
                    .OrderByDescending(static one => one.change.Severity)
                    .Select(one => Make(one.change, one.folder)),
                .. unknown is null ? [] : new[] { NoteOf(unknown) },
            ],
            changes.Count == 0 ? "Nothing changed." : $"{counts}: {VersionText(bump)}.",
            numbers[Severity.Breaking] > 0 ? ExitCode.Findings : numbers[Severity.Unknown] > 0 ? ExitCode.NotCompared : ExitCode.Fine)
        {
            Facts = facts,
        };
    }

    private static Finding NoteOf(string unknown) => new(
        "folders-unknown",
        FindingLevel.Note,
        $"{unknown} Only the current folders were compared, so this report does not show whether a folder was removed.");

    private static Dictionary<Severity, int> NumbersOf(IReadOnlyList<ModelChange> changes) => Enum.GetValues<Severity>()
        .ToDictionary(severity => severity, severity => changes.Count(change => change.Severity == severity));

    private static JsonObject Count(Dictionary<Severity, int> numbers, JsonObject facts)
    {
        foreach (var (severity, number) in numbers.Reverse())
        {
            facts[WordOf(severity)] = number;
        }

        return facts;
    }

    internal static Bump BumpOf(IEnumerable<ModelChange> changes) => changes.Select(BumpOf).DefaultIfEmpty().Max();

    private static Bump BumpOf(ModelChange change) => change switch
    {
        { IsAnnounced: true } => Bump.Minor,
        { Severity: Severity.Breaking or Severity.Unknown } => Bump.Major,
        { Severity: Severity.Reading or Severity.Feature } => Bump.Minor,
        _ => Bump.Patch,
    };

    private string VersionText(Bump bump) => released is null
        ? $"the next version is a {WordOf(bump)} version"
        : $"the next version after {released} is {released.Next(bump)}";

    private Finding Make(ModelChange change, FolderChanges folder)
    {
        var places = new[] { PlaceOf(change.New, folder.New), PlaceOf(change.Old, folder.Old) }.OfType<Place>().ToList();
        var sharing = change.Sharing == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" ({change.Sharing} more {(change.Sharing == 1 ? "model has" : "models have")} this change)");
        return new Finding(change.Rule, LevelOf(change.Severity), $"{WordOf(change.Severity)}: {change.Model}: {change.Text}{sharing}")
        {
            Model = change.Model,
            Brief = change.Text + sharing,
            Place = places.FirstOrDefault(),
            Related = [.. places.Skip(1)],
            Details = new JsonObject
            {
                ["severity"] = WordOf(change.Severity),
                ["pointer"] = change.Pointer,
                ["member"] = change.Member,
                ["sharing"] = change.Sharing,
                ["announced"] = change.IsAnnounced,
            },
        };
    }

    private Place? PlaceOf(FilePlace? place, DiffSide side) => place is null ? null : new Place(
        Path.GetRelativePath(host.Folder, place.Path).Replace('\\', '/'),
        place.Span.StartLine + 1,
        place.Span.StartColumn + 1,
        place.Span.EndLine + 1,
        place.Span.EndColumn + 1)
    {
        Revision = side.Revision,
    };

    private static string WordOf(Enum word) => word.ToString().ToLowerInvariant();

    private static FindingLevel LevelOf(Severity severity) => severity switch
    {
        Severity.Breaking => FindingLevel.Error,
        Severity.Unknown => FindingLevel.Warning,
        _ => FindingLevel.Note,
    };
}
