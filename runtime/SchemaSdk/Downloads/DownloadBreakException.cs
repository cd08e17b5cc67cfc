namespace SchemaSdk.Downloads;

/// <summary>A download broke off, and may be gone on with.</summary>
/// <param name="why">As a part of a sentence.</param>
/// <param name="retryAfter">How long the server asks to wait.</param>
internal sealed class DownloadBreakException(string why, TimeSpan? retryAfter = null) : Exception(why)
{
    internal TimeSpan? RetryAfter => retryAfter;

    /// <summary>Of the answer that said so, where one did.</summary>
    internal IReadOnlyDictionary<string, string>? ResponseHeaders { get; init; }
}
