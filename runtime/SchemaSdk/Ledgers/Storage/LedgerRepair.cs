using System.Globalization;
using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>
/// Writes a ledger anew of which durable lines were damaged: its whole lines, and behind them one for each job of which a damaged line may
/// have said that it was sent. The new file comes in the place of the damaged one at once: if the damage were only cut off, whoever opened
/// the file after a crash would take such a job for one that was never sent.
/// </summary>
/// <param name="file">The damaged file.</param>
/// <param name="lines">Its whole lines.</param>
/// <param name="now">The time of the lines that are put down.</param>
internal sealed class LedgerRepair(LedgerFile file, LedgerScan lines, DateTimeOffset now)
{
    /// <exception cref="ModelLedgerException">It failed: the file is as it was, or the new one has its name already.</exception>
    internal void Run()
    {
        if (file.Folder.CountNames(file.Path) is > 1 and var count)
        {
            throw Failed(string.Create(
                CultureInfo.InvariantCulture,
                $"The file has {count} names, and whoever opens it by another one would find it damaged still. Remove the other ones, "
                + $"which are hard links."));
        }

        try
        {
            Rewrite();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(
                $"{ErrorText.Ended(exception.Message)} Make room for a copy of it beside it, and allow that to take its name: mount its "
                + "folder, not the file.",
                exception);
        }
    }

    private void Rewrite()
    {
        var disk = file.Folder.Open(file.CompactingPath, like: file.Path);
        try
        {
            file.Folder.CopyOwner(file.Path, file.CompactingPath);
            var head = Write(new LedgerCopy(disk));
            if (!file.HasName())
            {
                // The folder may have been moved meanwhile, or a link to it led elsewhere, and somebody else has a ledger by the same path.
                throw Failed("The name is now that of another file, or of none. Give the damaged one its name back, and open it again.");
            }

            file.Folder.Rename(file.CompactingPath, file.Path);
            file.Disk.Dispose();
            file.Replace(disk, head);
        }
        catch
        {
            disk.Dispose();
            file.DiscardCopy();
            throw;
        }
    }

    private LedgerHead Write(LedgerCopy copy)
    {
        copy.Add(file, LedgerHead.Length, lines.End);
        var sentAt = LastWrite();
        foreach (var job in lines.Doubtful)
        {
            var unknown = job.Entry! with
            {
                State = LedgerState.Unknown,
                Version = job.Entry.Version + 1,
                ChangedAt = now,
                SentAt = sentAt,
            };
            copy.Add(LedgerEntries.PartsOf(unknown, input: default, result: default, isWhole: false));
        }

        return copy.Flush();
    }

    /// <summary>Tells the time of the last write, which had the damaged lines.</summary>
    private DateTimeOffset LastWrite()
    {
        // A copy of the file may have a time of its own, and clocks may be wrong. The write was not before any whole line.
        var newest = lines.Slots.Values.Max(static job => job.Entry!.ChangedAt);
        return file.WrittenAt > newest && file.WrittenAt <= now ? file.WrittenAt : newest;
    }

    private ModelLedgerException Failed(string reason, Exception? cause = null) => new(
        string.Create(
            CultureInfo.InvariantCulture, $"The ledger '{file.Path}' is damaged at byte {lines.End}, and could not be repaired: {reason}"),
        cause)
    {
        IsLasting = cause is null || LastingFailure.Is(cause),
    };
}
