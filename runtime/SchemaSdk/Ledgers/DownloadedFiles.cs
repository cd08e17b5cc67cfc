namespace SchemaSdk;

/// <summary>The files of a result that a <see cref="ModelLedger"/> has downloaded.</summary>
/// <param name="Paths">The paths of those that are there.</param>
/// <param name="Error">The reason why others are missing; null if all are there, or none was to be downloaded.</param>
public sealed record DownloadedFiles(IReadOnlyList<string> Paths, Exception? Error)
{
    /// <summary>No files were to be downloaded.</summary>
    public static DownloadedFiles None { get; } = new([], Error: null);
}
