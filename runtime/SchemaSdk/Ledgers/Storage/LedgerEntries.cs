using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>Makes frames of entries, and refuses those that could not be read again.</summary>
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

    /// <exception cref="ModelLedgerException">The state of a line may not come after that of the last one.</exception>
    internal static void CheckNext(LedgerEntry last, LedgerEntry next)
    {
        if (!last.MayBecome(next.State))
        {
            throw new ModelLedgerException(
                $"The job '{ErrorText.Cut(next.Key)}' is {last.State} in the ledger, so {next.State} cannot be put down: a job does not go "
                + "from the one to the other. Read the job again.")
            {
                ModelId = last.ModelId,
                Key = last.Key,
            };
        }
    }

    /// <summary>Makes the parts of an entry's frame. Nothing is changed by then: the entry may be refused.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="input">The input, if it is kept with this line.</param>
    /// <param name="result">The result, if it is kept with this line.</param>
    /// <param name="isWhole">True to write all facts of the job, as the first line of it does.</param>
    /// <exception cref="ModelLedgerException">It is too long to be read again.</exception>
    internal static LedgerParts PartsOf(LedgerEntry entry, ReadOnlySpan<byte> input, ReadOnlySpan<byte> result, bool isWhole)
    {
        var header = LedgerLine.Write(entry, input.Length, isWhole);
        return header.Length <= LedgerFrame.MaxHeader
            ? new LedgerParts(LedgerFrame.ChecksumOfKey(entry.Key), header, input, result)
            : throw new ModelLedgerException(
                $"The line of the job '{ErrorText.Cut(entry.Key)}' would have {header.Length} bytes without its content, and a ledger "
                + $"takes {LedgerFrame.MaxHeader}. Its ids, or the paths of its {entry.Files.Count} files, are too long.")
            {
                IsLasting = true,
            };
    }
}
