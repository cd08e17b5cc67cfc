using System.Globalization;
using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers.Storage;

/// <summary>
/// Rewrites the file of a ledger with one line for each job. Others go on to write meanwhile: what they add is copied behind it, and they
/// wait only while the end of that is copied and the new file takes the name of the old one.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="jobs">The jobs in it.</param>
/// <param name="writer">Writes their lines.</param>
/// <param name="retention">Says what is kept.</param>
/// <param name="forget">Removes the copies of files that a job has left, by its key and the time until which they are its own.</param>
internal sealed partial class LedgerCompaction(
    LedgerFile file, LedgerJobs jobs, LedgerWriter writer, LedgerRetention retention, Func<string, DateTimeOffset, ValueTask> forget)
{
    // What writers wait for.
    private const long MaxRest = 256 << 10;

    private const int MaxRounds = 8;

    /// <exception cref="ModelLedgerException">
    /// It failed, and the file is as it was; or nobody can tell which file has its name, and nothing is put down until it is opened anew;
    /// or it came to its end, and something was left of a job that is not kept.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was ended. The file is as it was.</exception>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        List<LedgerRow>? gone = null;
        try
        {
            do
            {
                gone = await TryAsync(cancellationToken).ConfigureAwait(false);
            }
            while (gone is null);

            // If the new name is not durable, the next line is not either: its writer tries once more, and is refused if that fails too.
            await BetweenAsync(_ => file.Flush()).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLedgerException(
                $"The ledger '{file.Path}' could not be compacted: {exception.Message} It goes on as it is, and grows. Make room, or allow "
                + "files to be made in its folder."
                + (gone is [var first, ..]
                    ? $" Jobs forgotten: {gone.Count}, '{ErrorText.Cut(first.Entry.Key)}' first; copies of their files, if any, stay."
                    : ""),
                exception);
        }

        await ForgetAsync(gone).ConfigureAwait(false);
    }

    /// <returns>The jobs that are not kept; null: one of them was submitted again meanwhile, and all is as it was.</returns>
    private async Task<List<LedgerRow>?> TryAsync(CancellationToken cancellationToken)
    {
        CheckOneName();
        CheckName();
        var (rows, from) = (new List<LedgerRow>(), 0L);
        await BetweenAsync(end => (rows, from) = (jobs.Rows(), end)).ConfigureAwait(false);
        var (kept, gone) = retention.Of(rows);
        var disk = file.Folder.Open(file.CompactingPath, like: file.Path);
        var isDone = false;
        try
        {
            file.Folder.CopyOwner(file.Path, file.CompactingPath);
            var copy = new LedgerCopy(disk);
            var places = Write(copy, kept, cancellationToken);
            var by = copy.End - from;
            var copied = await CatchUpAsync(copy, from, cancellationToken).ConfigureAwait(false);
            await writer.BetweenAsync(end =>
            {
                copy.Add(file, copied, end);
                var head = copy.Flush();
                var old = file.Disk;
                isDone = jobs.TryMove(places, from, by, gone, () => Replace(disk, head));
                if (!isDone)
                {
                    return end;
                }

                old.Dispose();
                file.Remember(copy.End);
                return copy.End;
            }).ConfigureAwait(false);
            return isDone ? gone : null;
        }
        finally
        {
            if (!isDone)
            {
                disk.Dispose();
                file.DiscardCopy();
            }
        }
    }

    private void CheckOneName()
    {
        if (file.Folder.CountNames(file.Path) is > 1 and var count)
        {
            throw new ModelLedgerException(string.Create(
                CultureInfo.InvariantCulture,
                $"The ledger '{file.Path}' could not be compacted: The file has {count} names, and whoever opens it by another one would "
                + $"not see what is put down later. It goes on as it is, and grows. Remove the other ones, which are hard links."));
        }
    }

    /// <summary>Writes one line for each job.</summary>
    /// <returns>The jobs with their places in the new file.</returns>
    private List<LedgerRow> Write(LedgerCopy copy, List<LedgerRow> rows, CancellationToken cancellationToken)
    {
        var places = new List<LedgerRow>(rows.Count);
        byte[] inputs = [], results = [];
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var input = file.Read(row.Input, ref inputs);
            var result = file.Read(row.Result, ref results);
            copy.Add(LedgerEntries.PartsOf(row.Entry, input, result, isWhole: true));
            var at = copy.End - input.Length - result.Length;
            places.Add(row with { Input = new(at, input.Length), Result = new(at + input.Length, result.Length) });
        }

        return places;
    }

    /// <summary>Copies what was added meanwhile, until little is left.</summary>
    /// <returns>The place up to which it was copied.</returns>
    private async Task<long> CatchUpAsync(LedgerCopy copy, long copied, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = 0L;
            await BetweenAsync(end => now = end).ConfigureAwait(false);
            copy.Add(file, copied, now);
            copy.Flush();
            var rest = now - copied;
            copied = now;
            if (rest <= MaxRest)
            {
                break;
            }
        }

        return copied;
    }

    // To the end: nobody else knows of these jobs any more.
    private async Task ForgetAsync(List<LedgerRow> gone)
    {
        ModelLedgerException? first = null;
        foreach (var row in gone)
        {
            try
            {
                await forget(row.Entry.Key, retention.LeftUntil(row.Entry)).ConfigureAwait(false);
            }
            catch (ModelLedgerException exception)
            {
                first ??= exception;
            }
        }

        if (first is not null)
        {
            throw first;
        }
    }

    private Task BetweenAsync(Action<long> look) => writer.BetweenAsync(end =>
    {
        look(end);
        return end;
    });
}
