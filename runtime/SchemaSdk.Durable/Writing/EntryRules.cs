using System.Text;

namespace SchemaSdk.Durable.Writing;

/// <summary>Rejects entries that could not be read back, and invalid keys, before they are recorded.</summary>
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

    /// <summary>Returns true if the database can store a text. The database rejects NUL and unpaired surrogates.</summary>
    // The check is less strict than that of a key, because any request id of the service is kept.
    internal static bool IsKept(string text) => !text.Contains('\0')
        && (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text);

    private static string? ProblemOf(LedgerEntry entry, bool isFirst) =>
        !KeyForm.IsKey(entry.Key) ? "The key must have 1 to 200 characters of valid text, without control characters."
        : entry.Version == 1 != isFirst || entry.Version < 1
            ? $"The version is {entry.Version}, but {(isFirst ? "a first entry has version 1" : "a later entry has version 2 or more")}."
        : string.IsNullOrEmpty(entry.ModelId) || string.IsNullOrEmpty(entry.InputHash) || !Enum.IsDefined(entry.State)
            || (isFirst && entry.State != LedgerState.Intended)
            || entry.End is { Outcome: not (JobState.Succeeded or JobState.Failed or JobState.Canceled) }
            ? $"The job '{entry.Key}' needs a model, the hash of its input, a valid state, and an outcome if it has ended."

        // A text that the driver cannot write would make the whole group of entries fail.
        : Array.Find(TextsOf(entry), static text => text.Value is { } value && !IsKept(value)).Name is { } name
            ? $"The job '{entry.Key}' cannot be recorded: the {name} contains NUL or an unpaired surrogate."

        // Lengths are not checked in later entries, because the job may already have been paid for. An index row may have at most 2,704
        // bytes, and an index row of the sums contains the model, the service and the customer.
        : !isFirst ? null
        : TooLong("model", entry.ModelId, 500) ?? TooLong("service", entry.Service, 200) ?? TooLong("customer", entry.Customer, 200);

    private static (string? Name, string? Value)[] TextsOf(LedgerEntry entry) =>
    [
        ("model", entry.ModelId), ("hash of its input", entry.InputHash), ("service", entry.Service), ("customer", entry.Customer),
        ("request id", entry.RequestId), ("name of the person or program that settled it", entry.Settled?.By),
        ("reason for its refusal", entry.Refused?.Reason), ("error about its files", entry.End?.FilesError),
        .. (entry.End?.Files ?? []).Select(static file => ("path to a file", file)),
    ];

    private static string? TooLong(string name, string? text, int most) =>
        text?.Length > most ? $"The name of the {name} has {text.Length} characters. Use 1 to {most}." : null;
}
