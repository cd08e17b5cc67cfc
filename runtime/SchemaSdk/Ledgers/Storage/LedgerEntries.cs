namespace SchemaSdk.Ledgers.Storage;

/// <summary>Refuses entries that could not be read again.</summary>
internal static class LedgerEntries
{
    /// <exception cref="ArgumentException">A value of the entry cannot be kept.</exception>
    internal static void Check(LedgerEntry entry, bool isFirst)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!KeyForm.IsKey(entry.Key))
        {
            throw new ArgumentException($"The key has to be {KeyForm.Words}.", nameof(entry));
        }

        if (entry.Version == 1 != isFirst || entry.Version < 1)
        {
            throw new ArgumentException(
                $"Version {entry.Version} is not the version of {(isFirst ? "a first line, which is 1" : "a later line")}.", nameof(entry));
        }

        if (string.IsNullOrEmpty(entry.ModelId) || string.IsNullOrEmpty(entry.InputHash) || !Enum.IsDefined(entry.State)
            || entry.Outcome is not (null or JobState.Succeeded or JobState.Failed or JobState.Canceled))
        {
            throw new ArgumentException(
                $"The job '{entry.Key}' needs a model, the hash of its input, a state, and a way to end if it has ended.", nameof(entry));
        }
    }
}
