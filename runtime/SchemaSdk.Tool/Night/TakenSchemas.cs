using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Night;

/// <summary>The reports about updated schemas.</summary>
/// <param name="Update">What was taken from the catalogue.</param>
/// <param name="Lint">What a build would say about the schemas; null without schemas.</param>
internal sealed record TakenSchemas(Report Update, Report? Lint)
{
    /// <summary>What happened to retired models; null if the version stays.</summary>
    internal Report? Retire { get; init; }

    /// <summary>The next version; null if nothing was released before, or if it stays the same.</summary>
    internal ReleaseVersion? Next { get; init; }

    /// <summary>What the step that pushes cannot work out.</summary>
    internal IReadOnlyList<HandedReport> Handed => [.. new[] { Update, Lint, Retire }.OfType<Report>().Select(HandedReport.Of)];

    /// <summary>What happened to which model.</summary>
    internal IReadOnlyList<Finding> Findings => [.. Update.Findings, .. Retire?.Findings ?? []];
}
