namespace SchemaSdk.Durable.Writing;

/// <summary>Checks entries before they are recorded. Rejects invalid keys, and values that could not be stored or read again.</summary>
internal static class EntryRules
{
    internal static void Check(LedgerEntry entry, bool isFirst)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (ProblemOf(entry, isFirst) is { } problem)
        {
            throw new ArgumentException(problem, nameof(entry));
        }
    }

    /// <summary>Returns true if the database can store a string. The database rejects NUL and unpaired surrogates.</summary>
    // Less strict than the check of a key, because a request id must be recorded in any form that a service chooses.
    internal static bool IsKept(string text) => !text.Contains('\0')
        && (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text);

    private static string? ProblemOf(LedgerEntry entry, bool isFirst) =>
        !KeyForm.IsKey(entry.Key) ? "The key must have 1 to 200 characters of valid text, without control characters."
        : entry.Version == 1 != isFirst || entry.Version < 1
            ? $"The version is {entry.Version}, but must be {(isFirst ? "1 in a first entry" : "2 or more in a later entry")}."
        : string.IsNullOrEmpty(entry.ModelId) || string.IsNullOrEmpty(entry.InputHash) || !Enum.IsDefined(entry.State)
            || (isFirst && entry.State != LedgerState.Intended)
            || entry.End is { Outcome: not (JobState.Succeeded or JobState.Failed or JobState.Canceled) }
            ? $"The job '{entry.Key}' needs a model, the hash of its input, a valid state, and an outcome if it has ended."

        // PostgreSQL would reject such a string and its whole group of changes. SQLite would alter the string.
        : TextsOf(entry).FirstOrDefault(static text => text.Value is { } value && !IsKept(value)).Name is { } name
            ? $"The job '{entry.Key}' cannot be recorded: the {name} contains NUL or an unpaired surrogate."

        // In PostgreSQL, an index row of "spent_by_customer" is limited to 2,704 bytes. Later entries are not checked, because their jobs
        // may have been paid for.
        : !isFirst ? null
        : TooLong("model id", entry.ModelId, 500) ?? TooLong("service", entry.Service, 200) ?? TooLong("customer", entry.Customer, 200);

    private static IEnumerable<(string Name, string? Value)> TextsOf(LedgerEntry entry) => new (string, string?)[]
    {
        ("model", entry.ModelId), ("hash of its input", entry.InputHash), ("service", entry.Service), ("customer", entry.Customer),
        ("request id", entry.RequestId), ("name of the person or program that settled it", entry.Settled?.By),
        ("reason for its refusal", entry.Refused?.Reason), ("error about its files", entry.End?.FilesError),
    }.Concat((entry.End?.Files ?? []).Select(static file => ("path to a file", (string?)file)));

    private static string? TooLong(string name, string? text, int most) =>
        text?.Length > most ? $"The {name} of the job has {text.Length} characters. Use 1 to {most}." : null;
}
