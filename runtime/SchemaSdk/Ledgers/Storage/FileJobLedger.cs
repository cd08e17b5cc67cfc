using System.Runtime.CompilerServices;
using SchemaSdk.Errors;
using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk;

/// <summary>A ledger in one file, for one process at a time. A line is on the disk before the step that it tells of is taken.</summary>
/// <remarks>
/// <para>
/// A job that was being sent when the process ended is <see cref="LedgerState.Unknown"/> once the file is opened again: nobody knows
/// whether the service has accepted it.
/// </para>
/// <para>
/// Lines are only added, each with a checksum. If the end of the file is damaged, as by a loss of power, the whole lines before it are
/// taken, and the rest is moved to a file beside it, <see cref="TornFile"/>. A file that is damaged before its end is refused.
/// </para>
/// </remarks>
public sealed class FileJobLedger : JobLedger, IDisposable, IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<string, LedgerSlot> _slots;
    private readonly List<LedgerSlot> _order;
    private readonly LedgerFile _file;
    private readonly LedgerWriter _writer;

    /// <summary>Opens a ledger, or makes one. Its folder is made where it does not exist.</summary>
    /// <param name="path">The file. Beside it a file of the same name with <c>.lock</c> keeps other processes out.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ModelLedgerException">
    /// Another process has it open, it is not a ledger, it is damaged before its end, or it cannot be read and written.
    /// </exception>
    public FileJobLedger(string path)
        : this(LedgerFile.Open(path), TimeProvider.System)
    {
    }

    internal FileJobLedger(LedgerFile file, TimeProvider time)
    {
        _file = file;
        try
        {
            var scan = new LedgerScan(file.Disk, file.Path);
            scan.Run();
            _slots = scan.Slots;
            _order = [.. scan.Slots.Values];
            TornFile = file.Repair(scan.End);
            _writer = new LedgerWriter(file.Disk, file.Disk.Length, file.Path);
            Forsake(time);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw file.Failed(exception);
        }
        catch (ModelLedgerException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file that has the damaged end of this one; null if it was whole when it was opened.</summary>
    public string? TornFile { get; }

    /// <inheritdoc />
    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        LedgerSlot? slot;
        LedgerEntry? entry;
        lock (_gate)
        {
            entry = _slots.TryGetValue(key, out slot) ? slot.Entry : null;
        }

        return new(entry is null ? null : entry with { Input = _file.Read(slot!.Input), Result = _file.Read(slot.Result) });
    }

    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(intent);
        Task writing;
        lock (_gate)
        {
            if (!_slots.TryGetValue(intent.Key, out var slot))
            {
                slot = new LedgerSlot { Version = 1 };
                _slots.Add(intent.Key, slot);
                _order.Add(slot);
                writing = AppendAsync(slot, intent, intent.Input);
            }
            else if (slot.Entry is { } known)
            {
                return known with { Input = _file.Read(slot.Input), Result = _file.Read(slot.Result) };
            }
            else
            {
                throw Conflict(intent);
            }
        }

        await WaitAsync(writing, intent.Key, cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <inheritdoc />
    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Task writing;
        lock (_gate)
        {
            if (!_slots.TryGetValue(entry.Key, out var slot) || slot.Version + 1 != entry.Version)
            {
                throw Conflict(entry);
            }

            slot.Version = entry.Version;
            writing = AppendAsync(slot, entry, entry.Result);
        }

        await WaitAsync(writing, entry.Key, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<LedgerEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<LedgerEntry> all;
        lock (_gate)
        {
            all = [.. _order.Select(slot => slot.Entry).OfType<LedgerEntry>()];
        }

        foreach (var entry in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <summary>Waits until what was given is on the disk, and lets other processes in. Dispose of the clients that use it first.</summary>
    public void Dispose()
    {
        _writer.CloseAsync().GetAwaiter().GetResult();
        _file.Dispose();
    }

    /// <inheritdoc cref="Dispose" />
    public async ValueTask DisposeAsync()
    {
        await _writer.CloseAsync().ConfigureAwait(false);
        _file.Dispose();
    }

    /// <summary>Nobody knows any more what came of the jobs that were being sent when the process ended.</summary>
    private void Forsake(TimeProvider time)
    {
        foreach (var slot in _order.Where(slot => slot.Entry!.State == LedgerState.Sending))
        {
            var unknown = slot.Entry! with
            {
                State = LedgerState.Unknown,
                Version = slot.Entry.Version + 1,
                ChangedAt = time.GetUtcNow(),
            };
            slot.Version = unknown.Version;
            AppendAsync(slot, unknown, default).GetAwaiter().GetResult();
        }
    }

    // Under the lock: a line has the place in the file that it has among those of its job.
    private Task AppendAsync(LedgerSlot slot, LedgerEntry entry, ReadOnlyMemory<byte> content)
    {
        var kept = entry with { Input = default, Result = default };
        var header = LedgerLine.Write(kept);
        var writing = _writer.AppendAsync(LedgerFrame.Of(header.Span, content.Span), at =>
        {
            lock (_gate)
            {
                slot.Take(kept, new(at + LedgerFrame.PrefixLength + header.Length, content.Length));
            }
        });
        return AfterAsync(writing, slot, entry.Key);
    }

    private async Task AfterAsync(Task writing, LedgerSlot slot, string key)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
        catch (ModelLedgerException)
        {
            lock (_gate)
            {
                slot.Version = slot.Entry?.Version ?? 0;
                if (slot.Entry is null)
                {
                    _slots.Remove(key);
                    _order.Remove(slot);
                }
            }

            throw;
        }
    }

    private static async ValueTask WaitAsync(Task writing, string key, CancellationToken cancellationToken)
    {
        try
        {
            await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ModelLedgerException exception)
        {
            throw new ModelLedgerException($"{exception.Message} It is about the job '{ErrorText.Cut(key)}'.", exception.InnerException);
        }
    }

    private ModelLedgerException Conflict(LedgerEntry entry) => new(
        $"The ledger '{_file.Path}' has another line of the job '{ErrorText.Cut(entry.Key)}' than the one before version {entry.Version}: "
        + "somebody else has put one down meanwhile. Read the job again.");
}
