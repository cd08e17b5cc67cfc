namespace SchemaSdk.Durable.Workers;

/// <summary>
/// Remembers failures of the token, the service or the ledger, during which this process cannot send or record jobs. A later success clears
/// the failures that it disproves.
/// </summary>
internal sealed class JobFailures(ModelJobsParts parts)
{
    // How long a caller's failure is remembered. Without further calls, no success would clear the failure.
    private static readonly TimeSpan CallersMemory = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenMessages = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly Pause _pause = parts.NewPause();
    private readonly Dictionary<(string, Type?, Type?), (long? ToldAt, int Count)> _counts = [];
    private volatile Trouble? _sending, _recording;
    private int _unknown;   // submits with an unknown outcome since a job was last sent: one may concern only its job, three do not

    // How long a failure of the worker itself is remembered. A lasting failure occurs again within this time.
    private TimeSpan Memory => 2 * _pause.Longest;

    internal Exception? Last => new[] { _sending, _recording }
        .FirstOrDefault(trouble => trouble is not null && parts.Time.GetElapsedTime(trouble.At) < trouble.Memory)?.Failure;

    /// <summary>
    /// True if the next jobs may become unknown, for example behind a failing gateway. Jobs are then submitted one at a time.
    /// </summary>
    internal bool IsUnsure => Volatile.Read(ref _unknown) >= 3;

    /// <summary>Returns how many jobs may be claimed: up to <c>room</c>, but during a failure only one at a time, after a pause.</summary>
    internal int Limit(int room, bool isSubmitting)
    {
        lock (_gate)
        {
            return Last is null && !IsUnsure ? room : _pause.IsOver && !isSubmitting ? Math.Min(room, 1) : 0;
        }
    }

    /// <summary>Records that a job could not be sent or polled, unless the failure concerns only that job.</summary>
    internal void Send(Exception failure, string? customer)
    {
        lock (_gate)
        {
            if (failure is ModelSubmissionUnknownException)
            {
                Interlocked.Increment(ref _unknown);
                _ = Begin(failure, Memory);   // only starts a pause, because the submit may concern only its job and is not repeated
            }
            else if ((IsOfToken(failure) && !IsOfOne(failure, customer)) || IsOutOfReach(failure))
            {
                _sending = Begin(failure, Memory);
            }
            else if (failure is ModelLedgerException { IsConflict: false, InnerException: { } cause } ? IsOfLedger(cause)
                : failure.GetType() == typeof(ModelException) && failure.InnerException is not null)
            {
                // The client wraps the exception of an application's ledger in a ModelException.
                _recording = Begin(failure, Memory);
            }
        }
    }

    /// <summary>Records that the ledger failed to record an entry of a job.</summary>
    // isOfCaller: true if the failure occurred in a caller's call, such as an enqueue.
    internal void Record(Exception failure, bool isOfCaller = false)
    {
        if (IsOfLedger(failure))
        {
            lock (_gate)
            {
                _recording = Begin(failure, isOfCaller ? CallersMemory : Memory);
            }
        }
    }

    /// <summary>Forgets all known failures, because a job was sent and recorded as sent.</summary>
    internal void Sent()
    {
        Volatile.Write(ref _unknown, 0);
        End(static _ => true);
    }

    /// <summary>Forgets any failure of the ledger, because an entry was recorded.</summary>
    internal void Recorded() => End(static _ => false);

    /// <summary>Forgets any failure of the ledger or the connection to the service, because a job's end was read and recorded.</summary>
    // A failure caused by a refused token stays, because the service may accept a token for reads but not for submits.
    internal void Followed() => End(IsOutOfReach);

    /// <summary>Counts a failure, and allows one message per minute for each kind of failure.</summary>
    // step: what failed. tell: writes a message; gets the number of failures of this kind since the last message.
    internal void Tell(string step, Exception? failure, Action<int> tell)
    {
        int count;
        lock (_gate)
        {
            var kind = (step, failure?.GetType(), failure?.GetBaseException().GetType());
            var (toldAt, before) = _counts.GetValueOrDefault(kind);
            count = before + 1;
            var isDue = toldAt is not { } last || parts.Time.GetElapsedTime(last) >= BetweenMessages;
            _counts[kind] = isDue ? (parts.Time.GetTimestamp(), 0) : (toldAt, count);
            if (!isDue)
            {
                return;
            }
        }

        tell(count);
    }

    /// <summary>Returns true if a failure may concern only one job, model or customer.</summary>
    // A 403 may concern only one model. With TokenForCall, a refused token may concern only one customer. A ledger's failure with a key but
    // no other cause concerns only one job.
    internal bool IsOfOne(Exception? failure, string? customer) => IsOfToken(failure)
        ? failure is ModelApiException { StatusCode: 403 } || (customer is not null && parts.Client.Parts.Access.Settings.HasTokenForCall)
        : failure is ModelLedgerException { Key: not null, InnerException: null or FileProblemException };

    /// <summary>True if retries cannot get an ended job's result. The job is then delivered with the failure as its error.</summary>
    internal static bool IsEnd(Exception? failure) => failure switch
    {
        // These failures may be temporary or can be fixed, and the result may have been paid for.
        ModelUnavailableException or ModelTimeoutException or ModelConfigurationException or ModelLedgerException => false,

        // Final only if the service itself says that it does not know the job. An expired token or a proxy's 404 is not final.
        ModelApiException refusal => refusal.IsUnknownRequest,
        ModelException => true,
        _ => false,
    };

    /// <summary>Returns true if another attempt with the same input would fail in the same way.</summary>
    internal static bool IsFinal(Exception failure) => failure
        is ModelException { IsOfInput: true } or ModelBudgetException or ArgumentException;

    /// <summary>Returns true if another process may succeed, because only this one lacks the folder, token, secret or connection.</summary>
    // state: the job's state, which the failure did not change.
    internal static bool IsOfProcess(Exception? failure, LedgerState state) => failure is ModelLedgerException failed
        ? state == LedgerState.Intended || failed.IsLasting : IsOfToken(failure) || IsOutOfReach(failure);

    private static bool IsOfToken(Exception? failure) =>
        failure is ModelConfigurationException or ModelApiException { IsUnauthorized: true };

    // An error response does not count, because it may concern only one model or be due to the current load.
    private static bool IsOutOfReach(Exception? failure) => failure
        is ModelUnavailableException { RequestId: null, InnerException: not null } or ModelUnavailableException { CannotSend: true };

    // A lasting failure with a key, or without an inner exception, concerns only one job.
    private static bool IsOfLedger(Exception failure) => failure switch
    {
        OperationCanceledException or ArgumentException or ModelBudgetException or FileProblemException => false,
        ModelLedgerException { IsConflict: true } or ModelLedgerException { IsKeyTaken: true } => false,
        ModelLedgerException { IsLasting: true } lasting => lasting is { Key: null, InnerException: not null },
        _ => true,
    };

    private void End(Func<Exception, bool> isOver)
    {
        lock (_gate)
        {
            _recording = null;
            _sending = _sending is { } sending && !isOver(sending.Failure) ? sending : null;
            if (_sending is null && !IsUnsure)
            {
                _pause.Reset();
            }
        }
    }

    // Must be called inside lock (_gate), so that its result does not overwrite what a parallel call to End has set.
    private Trouble Begin(Exception failure, TimeSpan memory)
    {
        if (Last is null && !IsUnsure)
        {
            _pause.Reset();
        }

        // Failures of parallel calls lengthen the pause only once.
        if (_pause.IsOver)
        {
            _pause.Next();
        }

        return new Trouble(failure, parts.Time.GetTimestamp(), memory);
    }

    private sealed record Trouble(Exception Failure, long At, TimeSpan Memory);
}
