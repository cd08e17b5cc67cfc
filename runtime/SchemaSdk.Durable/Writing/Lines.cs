using System.Text;

namespace SchemaSdk.Durable.Writing;

/// <summary>Refuses lines that could not be read again, and knows what can be a key.</summary>
internal static class Lines
{
    private const int MaxKeyLength = 200;

    // Rows of an index take 2,704 bytes, and one of sums has both.
    private const int MaxModelLength = 500;
    private const int MaxServiceLength = 200;

    /// <exception cref="ArgumentException">A value of the entry cannot be kept.</exception>
    internal static void Check(LedgerEntry entry, bool isFirst)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!IsKey(entry.Key))
        {
            throw new ArgumentException(
                $"The key has to be 1 to {MaxKeyLength} characters, all of them text and none a control character.", nameof(entry));
        }

        if (entry.Version == 1 != isFirst || entry.Version < 1)
        {
            throw new ArgumentException(
                $"Version {entry.Version} is not the version of {(isFirst ? "a first line, which is 1" : "a later line")}.", nameof(entry));
        }

        if (string.IsNullOrEmpty(entry.ModelId) || string.IsNullOrEmpty(entry.InputHash) || !Enum.IsDefined(entry.State)
            || (isFirst && entry.State != LedgerState.Intended)
            || entry.End is { Outcome: not (JobState.Succeeded or JobState.Failed or JobState.Canceled) })
        {
            throw new ArgumentException(
                $"The job '{entry.Key}' needs a model, the hash of its input, a state that its line may have, and a way to end if it has "
                + "ended.",
                nameof(entry));
        }

        // One that the driver cannot write would fail the lines that go along with it.
        if (Array.Find(TextsOf(entry), static text => text.Value is { } value && !IsKept(value)).Name is { } name)
        {
            throw new ArgumentException(
                $"The job '{entry.Key}' cannot be kept: its {name} has a NUL or half of a character in it.", nameof(entry));
        }

        // A job that is there goes on, whatever it is: it may have been paid for.
        if (isFirst)
        {
            CheckLength("model", entry.ModelId, MaxModelLength);
            CheckLength("service", entry.Service, MaxServiceLength);
        }
    }

    /// <summary>Returns true if a job of the ledger may have the key: it has no control character, no U+FFFD and no half of one.</summary>
    internal static bool IsKey(string key) => key.Length is > 0 and <= MaxKeyLength
        && !key.EnumerateRunes().Any(static rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar);

    /// <summary>Returns true if the database takes it as a text: it refuses a NUL and halves of characters.</summary>
    // Less strict than a key: an id that the service gave is kept, whatever it looks like.
    internal static bool IsKept(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0' || (char.IsSurrogate(text[at]) && !char.IsSurrogatePair(text, at++)))
            {
                return false;
            }
        }

        return true;
    }

    private static (string? Name, string? Value)[] TextsOf(LedgerEntry entry) =>
    [
        ("model", entry.ModelId),
        ("hash of its input", entry.InputHash),
        ("service", entry.Service),
        ("id at the service", entry.RequestId),
        ("name of who settled it", entry.Settled?.By),
        ("reason of its refusal", entry.Refused?.Reason),
        ("error of its files", entry.End?.FilesError),
        .. (entry.End?.Files ?? []).Select(static file => ("path of a file", file)),
    ];

    private static void CheckLength(string name, string? text, int most)
    {
        if (text?.Length > most)
        {
            throw new ArgumentException($"The name of the {name} has {text.Length} characters. Give it 1 to {most}.", "entry");
        }
    }
}
