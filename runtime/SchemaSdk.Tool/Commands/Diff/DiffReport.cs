using System.Globalization;
using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Tool.Comparing;
using SchemaSdk.Tool.Hosting;
using SchemaSdk.Tool.Outcomes;
using SchemaSdk.Tool.Reporting;

namespace SchemaSdk.Tool.Commands.Diff;

/// <summary>Makes the report of a comparison.</summary>
/// <param name="host">The surroundings of the command.</param>
/// <param name="old">The older side.</param>
/// <param name="new">The newer side.</param>
internal sealed class DiffReport(ToolHost host, DiffSide old, DiffSide @new)
{
    internal Report Make(IReadOnlyList<ModelChange> changes)
    {
        var numbers = Enum.GetValues<Severity>()
            .ToDictionary(severity => severity, severity => changes.Count(change => change.Severity == severity));
        var bump = BumpOf(changes);
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{numbers[Severity.Breaking]} breaking, {numbers[Severity.Unknown]} unknown, {numbers[Severity.Feature]} feature and "
            + $"{numbers[Severity.Patch]} patch changes");
        return new Report(
            "diff",
            $"Schemas: {old.Typed} to {@new.Typed}",
            [.. changes.OrderByDescending(change => change.Severity).Select(Make)],
            changes.Count == 0 ? "Nothing changed." : $"{counts}: the next version is a {bump} one.",
            numbers[Severity.Breaking] > 0 ? ExitCode.Findings : numbers[Severity.Unknown] > 0 ? ExitCode.NotCompared : ExitCode.Fine)
        {
            Facts = new JsonObject
            {
                ["bump"] = bump,
                ["breaking"] = numbers[Severity.Breaking],
                ["unknown"] = numbers[Severity.Unknown],
                ["feature"] = numbers[Severity.Feature],
                ["patch"] = numbers[Severity.Patch],
            },
        };
    }

    // What nobody could judge may break.
    private static string BumpOf(IReadOnlyList<ModelChange> changes) =>
        changes.Select(change => change.Severity).DefaultIfEmpty().Max() switch
        {
            Severity.Breaking or Severity.Unknown => "major",
            Severity.Feature => "minor",
            _ => changes.Count > 0 ? "patch" : "none",
        };

    private Finding Make(ModelChange change)
    {
        var places = new[] { PlaceOf(change.New, @new), PlaceOf(change.Old, old) }.OfType<Place>().ToList();
        var sharing = change.Sharing == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" ({change.Sharing} more {(change.Sharing == 1 ? "model has" : "models have")} it)");
        return new Finding(change.Rule, LevelOf(change.Severity), $"{WordOf(change.Severity)}: {change.Model}: {change.Text}{sharing}")
        {
            Model = change.Model,
            Place = places.FirstOrDefault(),
            Related = [.. places.Skip(1)],
            Details = new JsonObject
            {
                ["severity"] = WordOf(change.Severity),
                ["pointer"] = change.Pointer,
                ["member"] = change.Member,
                ["sharing"] = change.Sharing,
            },
        };
    }

    private Place? PlaceOf(FilePlace? place, DiffSide side) => place is null ? null : new Place(
        side.Shown(place.Path, host),
        place.Span.StartLine + 1,
        place.Span.StartColumn + 1,
        place.Span.EndLine + 1,
        place.Span.EndColumn + 1);

    private static string WordOf(Severity severity) => severity.ToString().ToLowerInvariant();

    private static FindingLevel LevelOf(Severity severity) => severity switch
    {
        Severity.Breaking => FindingLevel.Error,
        Severity.Unknown => FindingLevel.Warning,
        _ => FindingLevel.Note,
    };
}
