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
/// Lines are only added, each with checksums. What the last write before a loss of power left is moved to a file beside it,
/// <see cref="TornFile"/>, and the lines before it are taken. A job that may have lost a line by that is
/// <see cref="LedgerState.Unknown"/>. A file that is damaged elsewhere is refused.
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
        : this(path, new JobLedgerOptions())
    {
    }

    /// <summary>Opens a ledger, or makes one. Its folder is made where it does not exist.</summary>
    /// <param name="path">The file. Beside it a file of the same name with <c>.lock</c> keeps other processes out.</param>
    /// <param name="options">The parts of a job that are kept, and the way they are.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a value of the options is outside of its range.</exception>
    /// <exception cref="ModelLedgerException">
    /// Another process has it open, it is not a ledger, it is damaged before its end, or it cannot be read and written.
    /// </exception>
    public FileJobLedger(string path, JobLedgerOptions options)
        : this(LedgerFile.Open(path), TimeProvider.System, options)
    {
    }

    internal FileJobLedger(LedgerFile file, TimeProvider time, JobLedgerOptions? options = null)
        : base(options ?? new JobLedgerOptions())
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
            Forsake(scan.Doubtful, time);
        }
        catch (Exception exception)
        {
            // Whatever went wrong, the next one may open the file.
            file.Dispose();
            throw exception is IOException or UnauthorizedAccessException ? file.Failed(exception) : exception;
        }
    }

    /// <summary>The file that has the damaged end of this one; null if it was whole when it was opened.</summary>
    public string? TornFile { get; }

    internal override bool IsOfOneProcess => true;

    /// <inheritdoc />
    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        LedgerEntry? entry;
        LedgerSlot.Place input, result;
        lock (_gate)
        {
            if (!_slots.TryGetValue(key, out var slot) || slot.Entry is null)
            {
                return new((LedgerEntry?)null);
            }

            (entry, input, result) = (slot.Entry, slot.Input, slot.Result);
        }

        return new(entry with { Input = _file.Read(input), Result = _file.Read(result) });
    }

    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        LedgerEntries.Check(intent, isFirst: true);
        while (Take(intent) is { } first)
        {
            if (first.IsMine)
            {
                await WaitAsync(first.Writing, intent.Key, cancellationToken).ConfigureAwait(false);
                return null;
            }

            // Somebody else is putting the same key down: what comes of that decides.
            await first.Writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return await FindAsync(intent.Key, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        LedgerEntries.Check(entry, isFirst: false);
        Task writing;
        lock (_gate)
        {
            if (!_slots.TryGetValue(entry.Key, out var slot) || slot.Entry is null || slot.Version + 1 != entry.Version)
            {
                throw Conflict(entry);
            }

            var (line, frame) = LedgerEntries.FrameOf(entry, entry.Result);
            writing = AppendAsync(slot, line, frame, entry.Result.Length);
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

    /// <summary>Begins the write of the first line of a job, or finds that of somebody else.</summary>
    /// <returns>Null if a first line is on the disk.</returns>
    private (Task Writing, bool IsMine)? Take(LedgerEntry intent)
    {
        lock (_gate)
        {
            if (_slots.TryGetValue(intent.Key, out var slot))
            {
                return slot.Entry is null ? (slot.First!, false) : null;
            }

            var (line, frame) = LedgerEntries.FrameOf(intent, intent.Input);
            slot = new LedgerSlot();
            slot.First = AppendAsync(slot, line, frame, intent.Input.Length);
            _slots.Add(intent.Key, slot);
            _order.Add(slot);
            return (slot.First, true);
        }
    }

    /// <summary>Puts down as unknown what was being sent when the process ended, and what may have been.</summary>
    private void Forsake(IReadOnlyList<LedgerSlot> doubtful, TimeProvider time)
    {
        foreach (var slot in _order.Where(slot => slot.Entry!.State == LedgerState.Sending).Concat(doubtful))
        {
            var unknown = slot.Entry! with
            {
                State = LedgerState.Unknown,
                Version = slot.Entry.Version + 1,
                ChangedAt = time.GetUtcNow(),
            };
            var (line, frame) = LedgerEntries.FrameOf(unknown, default);
            AppendAsync(slot, line, frame, contentLength: 0).GetAwaiter().GetResult();
        }
    }

    // Under the lock: a line has the place in the file that it has among those of its job.
    private Task AppendAsync(LedgerSlot slot, LedgerEntry line, byte[] frame, int contentLength)
    {
        var writing = _writer.AppendAsync(frame, at =>
        {
            lock (_gate)
            {
                slot.Take(line, new(at + frame.Length - contentLength, contentLength));
            }
        });
        slot.Version = line.Version;
        return AfterAsync(writing, slot, line.Key);
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
        + "somebody else has put one down meanwhile. Read the job again.")
    {
        IsConflict = true,
    };
}
