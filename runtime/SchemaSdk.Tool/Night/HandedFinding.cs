using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Night;

/// <summary>One finding of a <see cref="HandedReport"/>.</summary>
/// <param name="Rule">The kind of finding.</param>
/// <param name="Level">The level of the finding.</param>
/// <param name="Text">The finding as a sentence.</param>
/// <param name="Model">The id of the model; null if the finding is about the whole folder.</param>
/// <param name="Place">The location to show; null if the finding has none.</param>
internal sealed record HandedFinding(string Rule, FindingLevel Level, string Text, string? Model, string? Place)
{
    internal static HandedFinding Of(Finding finding) => new(
        finding.Rule,
        finding.Level,
        HarmlessText.Cut(finding.Brief ?? finding.Message, PullRequestText.Most),
        finding.Model,
        finding.Place?.ToString());

    internal Finding ToFinding() => new(Rule, Level, Text) { Model = Model, Place = Place is null ? null : new Place(Place) };
}
