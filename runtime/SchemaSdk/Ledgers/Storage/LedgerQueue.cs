namespace SchemaSdk.Ledgers.Storage;

/// <summary>Holds what is to be written for the thread that takes it: one of its own, which ends when nothing comes any more.</summary>
/// <remarks>
/// A thread of the pool would be asleep in each flush, and the pool would wake or make another one. It would also spin before and after.
/// </remarks>
/// <param name="run">What the thread does: it takes until nothing is left.</param>
/// <param name="gathering">
/// The longest wait for lines that are about to come. Zero: it waits for nothing, on a thread of the pool, by which others may see if it
/// has come to an end.
/// </param>
/// <param name="patience">The longest wait of a patient line after a write with several of them.</param>
/// <param name="closed">Makes the exception for whoever adds something after the end.</param>
internal sealed class LedgerQueue(Action run, TimeSpan gathering, TimeSpan patience, Func<Exception> closed)
{
    // A flush costs as much as dozens of lines. Those of a few jobs wait shorter.
    private const int MillisecondsForLine = 2;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);

    private readonly bool _mayWait = gathering > TimeSpan.Zero;
    private readonly object _gate = new();
    private readonly Queue<LedgerTurn> _turns = [];
    private LedgerBatch _batch = new();
    private LedgerBatch _spare = new();
    private int _number;
    private TaskCompletionSource? _end;
    private bool _isRunning;

    // The number of lines for which somebody waits; that of the last time; and that for which the thread sleeps.
    private int _urgent;
    private int _crowd;
    private int _wanted = 1;

    // The number of patient lines in the batch.
    private int _patient;

    // The tick count until which such a line waits for others: only where several came the last time.
    private long _patientUntil = long.MinValue;

    // The time of the next write if nothing but patient lines comes; null: none of these waits.
    private long? _due;

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="parts">The parts of its frame.</param>
    /// <param name="behind">Another line, with which it has to be written; null: it may be written at any time.</param>
    /// <returns>False if that one was taken already.</returns>
    internal bool TryAdd(LedgerWrite line, in LedgerParts parts, LedgerWrite? behind)
    {
        lock (_gate)
        {
            if (behind is not null && behind.Batch != _number)
            {
                return false;
            }

            Start();
            line.Batch = _number;
            _batch.Add(line, parts);
            Wake(line);
            return true;
        }
    }

    /// <summary>Adds something that is done while nothing is written, before the lines that wait.</summary>
    internal void Add(LedgerTurn turn)
    {
        lock (_gate)
        {
            Start();
            _turns.Enqueue(turn);
            Monitor.Pulse(_gate);
        }
    }

    internal bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _end is not null;
            }
        }
    }

    /// <summary>Takes no more. The task ends once all is done that was added.</summary>
    internal Task CloseAsync()
    {
        lock (_gate)
        {
            if (_end is null)
            {
                _end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Monitor.Pulse(_gate);
                if (!_isRunning)
                {
                    _end.SetResult();
                }
            }

            return _end.Task;
        }
    }

    /// <summary>Takes what is to be done next. Called by the thread alone.</summary>
    /// <returns>A turn, or lines, which are the caller's until the next call; null: the thread ends.</returns>
    internal (LedgerTurn? Turn, LedgerBatch Lines)? Take()
    {
        lock (_gate)
        {
            _spare.Clear();
            if (!Wait())
            {
                _isRunning = false;
                _end?.SetResult();
                return null;
            }

            if (_turns.TryDequeue(out var turn))
            {
                return (turn, _spare);
            }

            Gather();
            (_batch, _spare) = (_spare, _batch);
            (_number, _crowd, _urgent) = (_number + 1, _urgent, 0);
            _patientUntil = _patient > 1 ? Environment.TickCount64 + (long)patience.TotalMilliseconds : long.MinValue;
            (_patient, _due) = (0, null);
            return (null, _spare);
        }
    }

    // Before anything is added: if no thread can be made, whoever adds something is told, and it is not written later.
    private void Start()
    {
        if (_end is not null)
        {
            throw closed();
        }

        if (_isRunning)
        {
            return;
        }

        if (_mayWait)
        {
            new Thread(() => run()) { IsBackground = true, Name = nameof(FileJobLedger) }.UnsafeStart();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static run => run(), run, preferLocal: false);
        }

        _isRunning = true;
    }

    private void Wake(LedgerWrite line)
    {
        _patient += line.IsPatient ? 1 : 0;
        if (_mayWait && line.MayWait)
        {
            return;
        }

        if (_mayWait && line.IsPatient && Environment.TickCount64 < _patientUntil)
        {
            if (_due is null)
            {
                _due = _patientUntil;
                Monitor.Pulse(_gate);
            }
        }
        else if (++_urgent == _wanted)
        {
            Monitor.Pulse(_gate);
        }
    }

    // False: nothing is left.
    private bool Wait()
    {
        while (_turns.Count == 0 && _urgent == 0)
        {
            var left = _due is { } due ? TimeSpan.FromMilliseconds(Math.Max(due - Environment.TickCount64, 0)) : Idle;
            if (_end is not null || !_mayWait || !Monitor.Wait(_gate, left))
            {
                return _turns.Count > 0 || _batch.Lines.Count > 0;
            }
        }

        return true;
    }

    // Where several lines came the last time, as many are about to come.
    private void Gather()
    {
        if (_crowd <= 1 || _urgent == 0 || !_mayWait)
        {
            return;
        }

        _wanted = _crowd;
        var end = Environment.TickCount64 + Math.Min((long)gathering.TotalMilliseconds, MillisecondsForLine * _crowd);
        while (_urgent < _crowd && _turns.Count == 0 && _end is null && end - Environment.TickCount64 is > 0 and var left)
        {
            Monitor.Wait(_gate, (int)left);
        }

        _wanted = 1;
    }
}
