using SchemaSdk.Tool.CommandLine.Reporting;
using SchemaSdk.Tool.SchemaFolders.Versions;

namespace SchemaSdk.Tool.Night;

/// <summary>The reports of a nightly update about the schemas that it changed.</summary>
/// <param name="Update">What was downloaded from the catalogue.</param>
/// <param name="Lint">What a build would report about the schemas; null if the folders have no schemas.</param>
internal sealed record TakenSchemas(Report Update, Report? Lint)
{
    /// <summary>What happened to retired models; null before the first release, or if the version stays the same.</summary>
    internal Report? Retire { get; init; }

    /// <summary>The next version; null before the first release, or if the version stays the same.</summary>
    internal ReleaseVersion? Next { get; init; }

    /// <summary>The reports that the push step cannot compute itself.</summary>
    internal IReadOnlyList<HandedReport> Handed => [.. new[] { Update, Lint, Retire }.OfType<Report>().Select(HandedReport.Of)];

    /// <summary>What happened to each model.</summary>
    internal IReadOnlyList<Finding> Findings => [.. Update.Findings, .. Retire?.Findings ?? []];
}
