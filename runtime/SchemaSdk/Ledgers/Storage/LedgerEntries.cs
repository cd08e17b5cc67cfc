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

    /// <summary>Makes the line of an entry, and the frame of it. Nothing is changed by then: the entry may be refused.</summary>
    /// <exception cref="ModelLedgerException">It is too long to be read again.</exception>
    internal static (LedgerEntry Line, byte[] Frame) FrameOf(LedgerEntry entry, ReadOnlyMemory<byte> content)
    {
        var line = entry with { Input = default, Result = default };
        var header = LedgerLine.Write(line);
        return header.Length <= LedgerFrame.MaxHeader
            ? (line, LedgerFrame.Of(header.Span, content.Span))
            : throw new ModelLedgerException(
                $"The line of the job '{ErrorText.Cut(entry.Key)}' would have {header.Length} bytes without its content, and a ledger "
                + $"takes {LedgerFrame.MaxHeader}. Its ids are too long.");
    }
}
