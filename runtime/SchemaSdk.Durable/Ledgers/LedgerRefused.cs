namespace SchemaSdk;

/// <summary>The refusal of a job: <see cref="LedgerEntry.Refused"/>.</summary>
public sealed record LedgerRefused
{
    /// <summary>The part that refused it.</summary>
    public required LedgerRefusal By { get; init; }

    /// <summary>
    /// The reason in words, cut to 300 characters; null with <see cref="JobLedgerOptions.Cipher"/>, since it may repeat a part of the
    /// input.
    /// </summary>
    public string? Reason { get; init; }
}
