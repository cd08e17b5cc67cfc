namespace SchemaSdk.Durable.Retention;

/// <summary>Tells the copies of files that a forgotten job has left from those of a later call with its key.</summary>
internal static class LeftCopies
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromHours(1);

    /// <summary>The time until which copies are those of the job.</summary>
    /// <param name="changedAt">The time of its last line.</param>
    /// <param name="kept">The time for which such jobs are kept; null: for ever.</param>
    // The clock of a file server may be ahead. A later call comes after the job is forgotten.
    internal static DateTimeOffset Until(DateTimeOffset changedAt, TimeSpan? kept) =>
        changedAt + (kept is { } time && time / 2 < LongestMargin ? time / 2 : LongestMargin);
}
